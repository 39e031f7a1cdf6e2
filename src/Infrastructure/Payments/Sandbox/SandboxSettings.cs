using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Payments.Sandbox;

/// <summary>How the pretended provider behaves: <c>Payments:Sandbox:*</c>, times in seconds. See docs/payments.md.</summary>
/// <param name="WebhookUrl">Where webhooks go; null: to this program's own endpoint.</param>
/// <param name="WebhookSecret">Null: one is made at the first start and kept in the ledger, the same for every node.</param>
/// <param name="EveryWebhook">Send a webhook for what was answered at once too, as the larger providers do unless told otherwise.</param>
/// <param name="Slow">How long <c>tok_slow</c> takes.</param>
/// <param name="TimeOut">How long we wait for an answer that is lost.</param>
/// <param name="DecidesAfter">How long <c>tok_webhook_only</c> makes up its mind.</param>
/// <param name="RetryAfter">The first pause after a webhook that was not taken; each further one is twice as long, an hour at most, for three days.</param>
internal sealed record SandboxSettings(
    Uri? WebhookUrl, string? WebhookSecret, bool EveryWebhook, TimeSpan Slow, TimeSpan TimeOut, TimeSpan DecidesAfter, TimeSpan RetryAfter)
{
    public static SandboxSettings Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("Payments:Sandbox");
        TimeSpan Seconds(string name, double otherwise) => TimeSpan.FromSeconds(section.GetValue(name, otherwise));

        return new(
            section["WebhookUrl"] is { Length: > 0 } url ? new Uri(url) : null,
            section["WebhookSecret"] is { Length: > 0 } secret ? secret : null,
            section["Webhooks"] == "all",
            Seconds("Slow", 2), Seconds("TimeOut", 3), Seconds("DecidesAfter", 1), Seconds("RetryAfter", 1));
    }
}
