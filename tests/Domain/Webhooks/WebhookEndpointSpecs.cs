using Commerce.Domain.Webhooks;
using static Commerce.Domain.Webhooks.WebhookEndpoint;

namespace Commerce.Domain.Specs.Webhooks;

public class WebhookEndpointSpecs
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Command.Register Register = new("https://erp.example/hooks", ["order.placed"], "Ada");
    private static readonly Command.Remove Remove = new("Ada");

    private static readonly WebhookEndpoint LiveOne = After(Initial, Register);
    private static readonly WebhookEndpoint DeadOne = After(LiveOne, Remove);

    [Fact]
    public void is_unknown_until_it_is_registered() => Assert.Equal("webhook.endpoint_unknown", Decide(Initial, Remove, Noon).Refusal?.Code);

    [Fact]
    public void is_told_nothing_any_more_once_it_is_removed()
    {
        Assert.IsType<Live>(LiveOne);
        Assert.IsType<Gone>(After(DeadOne, Register));
    }

    [Fact]
    public void does_nothing_twice()
    {
        foreach (var state in new[] { Initial, LiveOne, DeadOne })
            foreach (var command in new Command[] { Register, Remove })
                Assert.Empty(Decide(After(state, command), command, Noon).Events);
    }

    private static WebhookEndpoint After(WebhookEndpoint state, Command command) => Decide(state, command, Noon).Events.Aggregate(state, Evolve);
}
