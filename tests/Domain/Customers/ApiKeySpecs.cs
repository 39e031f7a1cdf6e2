using Commerce.Domain.Customers;
using static Commerce.Domain.Customers.ApiKey;

namespace Commerce.Domain.Specs.Customers;

public class ApiKeySpecs
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Grant Grant = new("Packing desk", "ck_abcdefgh", "digest", ["orders:read"], ["fulfilment"], "Ada", null);
    private static readonly HashSet<string> Own = ["orders:read", "orders:write"];

    private static readonly ApiKey LiveKey = After(Initial, Issue("orders:read"));
    private static readonly ApiKey DeadKey = After(LiveKey, new Command.Revoke("Ada"));

    [Fact]
    public void gives_no_more_than_its_issuer_has()
    {
        var decision = Decide(Initial, Issue("orders:read", "access:write"), Noon);

        Assert.Equal("access.beyond_own", decision.Refusal?.Code);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void never_lives_again_once_it_is_revoked()
    {
        Assert.IsType<Revoked>(DeadKey);
        Assert.IsType<Revoked>(After(DeadKey, Issue("orders:read")));
    }

    [Fact]
    public void is_unknown_until_it_is_issued() => Assert.Equal("access.key_unknown", Decide(Initial, new Command.Revoke("Ada"), Noon).Refusal?.Code);

    [Fact]
    public void does_nothing_twice()
    {
        foreach (var state in new[] { Initial, LiveKey, DeadKey })
            foreach (var command in new Command[] { Issue("orders:read"), new Command.Revoke("Ada") })
                Assert.Empty(Decide(After(state, command), command, Noon).Events);
    }

    [Fact]
    public void remembers_who_revoked_it() => Assert.Equal("Ada", Assert.IsType<Revoked>(DeadKey).By);

    private static Command.Issue Issue(params string[] granted) => new(Grant, granted, Own);

    private static ApiKey After(ApiKey state, Command command) => Decide(state, command, Noon).Events.Aggregate(state, Evolve);
}
