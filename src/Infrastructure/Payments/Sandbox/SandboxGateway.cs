using System.Diagnostics;
using System.Text.Json;
using Commerce.Application.Payments;
using Commerce.Domain;
using Npgsql;

namespace Commerce.Infrastructure.Payments.Sandbox;

/// <summary>
/// A provider that is none: it answers, delays, declines, loses answers and sends webhooks like a real one, and keeps books of its own. Driven by test tokens (docs/payments.md).
/// </summary>
internal sealed class SandboxGateway(SandboxLedger ledger, SandboxAccount account, SandboxSettings settings, TimeProvider clock) : IPaymentGateway, ISandboxChallenges
{
    public const string Name = "sandbox";

    public const string SignatureHeader = "Sandbox-Signature";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public string Provider => Name;

    public Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct) => Asking(async () =>
    {
        var token = SandboxToken.Of(payment.Token);
        if (token.NeverArrives)
            return await Lost(ct);
        if (token.Slow)
            await Task.Delay(settings.Slow, clock, ct);

        var (booked, isRepeated) = await ledger.Authorise(payment, token, settings, ct);
        Announce(token);
        if (token.Loses == "authorise" && !isRepeated)
            return await Lost(ct);

        return booked.Asked == payment.Amount && booked.Token == token.Name ? Answer(booked) : new GatewayAnswer.Declined(booked.Reference, "key_reused");
    });

    public Task<GatewayAnswer> Capture(string reference, Money amount, string key, CancellationToken ct) => Operate("capture", reference, amount, key, ct);

    public Task<GatewayAnswer> Void(string reference, string key, CancellationToken ct) => Operate("void", reference, new(-1, ""), key, ct);

    public Task<GatewayAnswer> Refund(string reference, Money amount, string key, CancellationToken ct) => Operate("refund", reference, amount, key, ct);

    public Task<GatewayAnswer> Find(Guid attemptId, CancellationToken ct) => Asking(async () =>
        await ledger.Find(attemptId, ct) is { } payment ? Answer(payment) : new GatewayAnswer.NotFound());

    public Result<ProviderEvent?> Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        if (WebhookSignature.Check([account.Secret], WebhookSignature.In(headers, SignatureHeader), body.Span, clock.GetUtcNow()) is { } refusal)
            return refusal;

        try
        {
            return JsonSerializer.Deserialize<SandboxEvent>(body.Span, Json)?.Read() is { } heard ? heard : PaymentRefusals.EventUnreadable;
        }
        catch (JsonException)
        {
            return PaymentRefusals.EventUnreadable;
        }
    }

    public async Task<Result<SandboxChallenge>> Show(string reference, CancellationToken ct) => Challenge(await ledger.Find(reference, ct));

    public async Task<Result<SandboxChallenge>> Answer(string reference, bool approve, CancellationToken ct)
    {
        var payment = await ledger.Decide(reference, approve, ct);
        account.Wake();
        return Challenge(payment);
    }

    private Task<GatewayAnswer> Operate(string operation, string reference, Money amount, string key, CancellationToken ct) => Asking(async () =>
    {
        var outcome = await ledger.Operate(operation, reference, amount, key, ct);
        var token = SandboxToken.Of(outcome.Token);
        Announce(token);
        if (token.Loses == operation && !outcome.IsRepeated)
            return await Lost(ct);

        return outcome.Outcome switch
        {
            "captured" => new GatewayAnswer.Captured(reference, amount with { Amount = outcome.Amount }),
            "voided" => new GatewayAnswer.Voided(reference),
            "refunded" => new GatewayAnswer.Refunded(reference, amount with { Amount = outcome.Amount }, key),
            "declined" => new GatewayAnswer.Declined(reference, outcome.Reason!),
            "not_found" => new GatewayAnswer.NotFound(),
            var other => throw new UnreachableException($"The ledger answered '{other}'."),
        };
    });

    /// <summary>A provider that cannot be reached has given no answer, which is not a no.</summary>
    private static async Task<GatewayAnswer> Asking(Func<Task<GatewayAnswer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException unreachable)
        {
            return new GatewayAnswer.Unknown(unreachable.Message);
        }
    }

    private void Announce(SandboxToken token)
    {
        if (settings.EveryWebhook || !token.IsPlain)
            account.Wake();
    }

    private async Task<GatewayAnswer> Lost(CancellationToken ct)
    {
        await Task.Delay(settings.TimeOut, clock, ct);
        return new GatewayAnswer.Unknown("The provider did not answer in time.");
    }

    private GatewayAnswer Answer(SandboxPayment payment) => payment.Status switch
    {
        "action_required" => new GatewayAnswer.ActionRequired(payment.Reference, new Uri(account.PublicUrl, $"/sandbox/challenges/{payment.Reference}")),
        "pending" => new GatewayAnswer.Pending(payment.Reference),
        "authorised" => new GatewayAnswer.Authorised(payment.Reference, payment.Approved),
        "captured" when payment.Refunded.IsZero => new GatewayAnswer.Captured(payment.Reference, payment.Captured),
        "captured" => new GatewayAnswer.Refunded(payment.Reference, payment.Refunded),
        "declined" => new GatewayAnswer.Declined(payment.Reference, payment.Reason!),
        "voided" => new GatewayAnswer.Voided(payment.Reference),
        var other => throw new UnreachableException($"The ledger has a payment that is '{other}'."),
    };

    private static Result<SandboxChallenge> Challenge(SandboxPayment? payment) => payment is null
        ? PaymentRefusals.ChallengeUnknown
        : new SandboxChallenge(payment.Reference, payment.Asked, payment.Status, payment.ReturnTo is { } url ? new Uri(url) : null);
}
