using Commerce.Application.Payments;
using Commerce.Domain;
using Microsoft.Extensions.Logging;
using Npgsql;
using Stripe;

namespace Commerce.Infrastructure.Payments.Stripe;

/// <summary>
/// Stripe's PaymentIntents. A payment is made in two calls: the intent is created, which touches nobody's money, and its id written down; only then it is confirmed. So what became of an
/// attempt is always asked by id, and never depends on how long Stripe remembers idempotency keys or how soon its search finds new things (docs/adr).
/// </summary>
internal sealed partial class StripeGateway(StripeClient stripe, StripeBook book, StripeSettings settings, TimeProvider clock, ILogger<StripeGateway> log) : IPaymentGateway
{
    public const string Name = "stripe";

    public const string SignatureHeader = "Stripe-Signature";

    private const string NotRepresentable = "amount_not_representable";

    private readonly PaymentIntentService intents = new(stripe);
    private readonly RefundService refunds = new(stripe);

    public string Provider => Name;

    public Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct) => Asking("", async () =>
    {
        if (StripeAmount.Of(payment.Amount) is not { } amount)
            return new GatewayAnswer.Declined("", NotRepresentable);

        var entry = await book.Begin(payment, ct);
        if (!entry.IsOf(payment))
            return new GatewayAnswer.Declined(entry.Reference ?? "", "key_reused");
        if (entry.IsGivenUp)
            return NeverSent(entry);

        var intent = entry.Reference is { } known
            ? await intents.GetAsync(known, StripeWords.WithCharge, null, ct)
            : await intents.CreateAsync(StripeWords.Creation(payment, amount), Key($"{payment.AttemptId:N}-create"), ct);

        if (!intent.IsUnconfirmed())
            return intent.Answer();

        return await book.Keep(payment.AttemptId, intent.Id, ct) ? await Confirm(payment, intent.Id, ct) : NeverSent(entry);
    });

    public Task<GatewayAnswer> Capture(string reference, Money amount, string key, CancellationToken ct) => Asking(reference, async () =>
    {
        if (StripeAmount.Of(amount) is not { } units)
            return new GatewayAnswer.Declined(reference, NotRepresentable);

        var intent = await Acting(reference, key, sent => intents.CaptureAsync(reference, new() { AmountToCapture = units }, sent, ct), ct);
        return intent switch
        {
            { Status: "succeeded" } when intent.AmountReceived == units => new GatewayAnswer.Captured(reference, amount),
            { Status: "succeeded" } => new GatewayAnswer.Declined(reference, "already_captured"),
            { Status: "canceled" } => new GatewayAnswer.Declined(reference, "voided"),
            _ => new GatewayAnswer.Declined(reference, "not_authorised"),
        };
    });

    public Task<GatewayAnswer> Void(string reference, string key, CancellationToken ct) => Asking(reference, async () =>
        await Acting(reference, key, sent => intents.CancelAsync(reference, new() { CancellationReason = "abandoned" }, sent, ct), ct) switch
        {
            { Status: "canceled" } => new GatewayAnswer.Voided(reference),
            { Status: "succeeded" } => new GatewayAnswer.Declined(reference, "already_captured"),
            var intent => new GatewayAnswer.Unknown($"Stripe did not cancel a payment that is {intent.Status}."),
        });

    /// <summary>Looked for among the payment's refunds first: a key that Stripe has forgotten would pay twice.</summary>
    public Task<GatewayAnswer> Refund(string reference, Money amount, string key, CancellationToken ct) => Asking(reference, async () =>
    {
        if (StripeAmount.Of(amount) is not { } units)
            return new GatewayAnswer.Declined(reference, NotRepresentable);

        await foreach (var earlier in refunds.ListAutoPagingAsync(new() { PaymentIntent = reference, Limit = 100 }, null, ct))
            if (earlier.Key() == key)
                return earlier.Answer() is GatewayAnswer.Refunded { Amount: var paid } && paid != amount ? new GatewayAnswer.Declined(reference, "key_reused") : earlier.Answer();

        return await book.AttemptOf(reference, ct) is { } attempt
            ? (await refunds.CreateAsync(StripeWords.Refunding(reference, units, key, attempt), Key(key), ct)).Answer()
            : new GatewayAnswer.NotFound();
    });

    public Task<GatewayAnswer> Find(Guid attemptId, CancellationToken ct) => Asking("", async () =>
    {
        if (await book.Find(attemptId, ct) is not { IsGivenUp: false } entry)
            return new GatewayAnswer.NotFound();
        if (entry.Reference is not { } reference)
            return new GatewayAnswer.Unknown("The payment is on its way to Stripe.");

        var intent = await intents.GetAsync(reference, StripeWords.WithCharge, null, ct);
        if (!intent.IsUnconfirmed())
            return intent.Answer();

        // Whoever was about to confirm it is gone. Cancelled it can never be charged: an answer that stays true.
        return entry.IsOld ? (await intents.CancelAsync(reference, new() { CancellationReason = "abandoned" }, null, ct)).Answer() : new GatewayAnswer.Pending(reference);
    });

    public Result<ProviderEvent?> Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) =>
        WebhookSignature.Check(settings.WebhookSecrets, WebhookSignature.In(headers, SignatureHeader), body.Span, clock.GetUtcNow()) is { } forged ? forged : StripeEvent.Read(body.Span);

    private async Task<GatewayAnswer> Confirm(GatewayPayment payment, string reference, CancellationToken ct) =>
        (await Acting(reference, $"{payment.AttemptId:N}", sent => intents.ConfirmAsync(reference, StripeWords.Confirmation(payment, settings.ReturnTo), sent, ct), ct)).Answer();

    /// <summary>
    /// Where Stripe says that the payment is not in the state for this, the state it is in decides. A failure of Stripe's own is kept under the key and repeated for a day: from then on the
    /// call goes without it. Each of these can happen to a payment only once, so nothing is done twice.
    /// </summary>
    private async Task<PaymentIntent> Acting(string reference, string key, Func<RequestOptions?, Task<PaymentIntent>> act, CancellationToken ct)
    {
        try
        {
            try
            {
                return await act(Key(key));
            }
            catch (StripeException fault) when (fault.IsRepeatedFailure())
            {
                return await act(null);
            }
        }
        catch (StripeException fault) when (fault.StripeError?.Code == "payment_intent_unexpected_state")
        {
            return await intents.GetAsync(reference, StripeWords.WithCharge, null, ct);
        }
    }

    /// <summary>Nothing is thrown: what we did not hear may have happened all the same.</summary>
    private async Task<GatewayAnswer> Asking(string reference, Func<Task<GatewayAnswer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StripeException fault)
        {
            var answer = fault.Answer(reference);
            if (answer is GatewayAnswer.Unknown { Why: var why })
                Unclear(log, reference, why);

            return answer;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException or NpgsqlException)
        {
            Unclear(log, reference, fault.GetType().Name);
            return new GatewayAnswer.Unknown(fault.GetType().Name);
        }
    }

    private static GatewayAnswer.Declined NeverSent(StripeEntry entry) => new(entry.Reference ?? "", "never_reached_provider");

    private static RequestOptions Key(string key) => new() { IdempotencyKey = key };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stripe gave no usable answer ({Reference}): {Why}")]
    private static partial void Unclear(ILogger log, string reference, string why);
}
