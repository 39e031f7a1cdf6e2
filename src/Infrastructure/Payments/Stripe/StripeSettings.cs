using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Payments.Stripe;

/// <summary>The shop's account at Stripe: <c>Payments:Stripe:*</c>, see docs/payments.md. Its secrets stand in no log: it does not print itself.</summary>
/// <param name="SecretKey"><c>sk_…</c> or, better, a restricted key <c>rk_…</c> that may write PaymentIntents and refunds.</param>
/// <param name="WebhookSecrets"><c>whsec_…</c>, the present one first; a second one while it is being changed.</param>
/// <param name="ApiBase">Where Stripe is; another address for tests.</param>
/// <param name="ReturnTo">Where a buyer goes after a challenge when the payment names no address.</param>
/// <param name="TimeOut">How long we wait for an answer; a call that gets none is sent once more with the same key.</param>
internal sealed record StripeSettings(string SecretKey, IReadOnlyList<string> WebhookSecrets, string ApiBase, Uri ReturnTo, TimeSpan TimeOut)
{
    public const int Repeats = 1;

    private const string Section = "Payments:Stripe";

    /// <summary>So long after it set out, no request of ours can still be running.</summary>
    public TimeSpan NothingRunsAfter => (TimeOut * (Repeats + 1)) + TimeSpan.FromSeconds(2);

    public override string ToString() => $"Stripe at {ApiBase}";

    /// <summary>Null: the shop does not use Stripe, as nothing of it is set.</summary>
    /// <exception cref="UnusableSettingException">Half of it is set.</exception>
    public static StripeSettings? Of(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.GetChildren().Any(setting => setting.Value is { Length: > 0 }))
            return null;

        string[] secrets = [configuration.Need($"{Section}:WebhookSecret"), section["RetiredWebhookSecret"] ?? ""];
        return new(
            configuration.Need($"{Section}:SecretKey"),
            [.. secrets.Where(secret => secret.Length > 0)],
            Address(section["ApiBase"] ?? "https://api.stripe.com", $"{Section}:ApiBase").AbsoluteUri.TrimEnd('/'),
            Address(section["ReturnUrl"] ?? configuration["PublicUrl"], $"{Section}:ReturnUrl"),
            section.GetValue("TimeOut", 8.0) is > 0 and <= 60 and var seconds ? TimeSpan.FromSeconds(seconds) : throw new UnusableSettingException($"{Section}:TimeOut", "not a number of seconds from 1 to 60"));
    }

    private static Uri Address(string? value, string name) => value is not { Length: > 0 }
        ? throw new UnusableSettingException(name)
        : Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw new UnusableSettingException(name, "not an http or https address");
}
