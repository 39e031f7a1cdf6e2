using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Webhooks;

/// <summary><c>Webhooks:*</c>, times in seconds. See docs/webhooks.md.</summary>
/// <param name="RetryAfter">The first pause after a try that came to nothing; each further one is twice as long, an hour at most.</param>
/// <param name="Tries">After so many a delivery is given up. 30 are about a day.</param>
/// <param name="TimeOut">How long an endpoint may take to answer.</param>
internal sealed record WebhookSettings(TimeSpan RetryAfter, int Tries, TimeSpan TimeOut)
{
    public static WebhookSettings Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("Webhooks");
        TimeSpan Seconds(string name, double otherwise) => TimeSpan.FromSeconds(section.GetValue(name, otherwise));

        return new(Seconds("RetryAfter", 5), section.GetValue("Tries", 30), Seconds("TimeOut", 10));
    }
}
