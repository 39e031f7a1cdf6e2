using System.Net;
using Commerce.Application.Payments;
using Commerce.Domain;
using Stripe;

namespace Commerce.Infrastructure.Payments.Stripe;

/// <summary>From our words to Stripe's and back. What each of Stripe's means here stands in docs/payments.md too.</summary>
internal static class StripeWords
{
    private const string AttemptMark = "commerce_attempt";
    private const string CheckoutMark = "commerce_checkout";
    private const string RefundMark = "commerce_refund";

    /// <summary>Tokens of Stripe's that carry a whole form are shown when confirming, those of a means of payment at once, so that a wrong one is refused before anything happens.</summary>
    private const string ConfirmationToken = "ctoken_";

    /// <summary>What was paid back is told by the charge.</summary>
    public static PaymentIntentGetOptions WithCharge => new() { Expand = ["latest_charge"] };

    public static PaymentIntentCreateOptions Creation(GatewayPayment payment, long amount) => new()
    {
        Amount = amount,
        Currency = StripeAmount.CurrencyOf(payment.Amount),
        CaptureMethod = payment.Capture == CaptureMode.Automatic ? "automatic" : "manual",
        PaymentMethod = payment.Token.StartsWith(ConfirmationToken, StringComparison.Ordinal) ? null : payment.Token,
        AutomaticPaymentMethods = new() { Enabled = true },
        Metadata = new() { [AttemptMark] = $"{payment.AttemptId}", [CheckoutMark] = $"{payment.CheckoutId}" },
    };

    public static PaymentIntentConfirmOptions Confirmation(GatewayPayment payment, Uri otherwise) => new()
    {
        ConfirmationToken = payment.Token.StartsWith(ConfirmationToken, StringComparison.Ordinal) ? payment.Token : null,
        ReturnUrl = (payment.ReturnTo ?? otherwise).AbsoluteUri,
        Expand = ["latest_charge"],
    };

    public static RefundCreateOptions Refunding(string reference, long amount, string key, Guid attempt) => new()
    {
        PaymentIntent = reference,
        Amount = amount,
        Metadata = new() { [AttemptMark] = $"{attempt}", [RefundMark] = key },
    };

    /// <summary>Our attempt; null for what is not this shop's.</summary>
    public static Guid? Attempt(this IHasMetadata thing) => thing.Metadata?.GetValueOrDefault(AttemptMark) is { } attempt && Guid.TryParse(attempt, out var id) ? id : null;

    /// <summary>Our key; null for a refund that somebody made at Stripe.</summary>
    public static string? Key(this Refund refund) => refund.Metadata?.GetValueOrDefault(RefundMark);

    /// <summary>Created, and nobody asked yet for the money.</summary>
    public static bool IsUnconfirmed(this PaymentIntent intent) => intent is { Status: "requires_confirmation" } or { Status: "requires_payment_method", LastPaymentError: null };

    /// <summary>Stripe did not try: it told once more how an earlier try with this key went wrong.</summary>
    public static bool IsRepeatedFailure(this StripeException fault) =>
        fault.HttpStatusCode >= HttpStatusCode.InternalServerError && fault.StripeResponse?.Headers is { } headers && headers.TryGetValues("Idempotent-Replayed", out var replayed) && replayed.Contains("true");

    /// <summary>How a payment stands; one that is unconfirmed was asked for elsewhere.</summary>
    public static GatewayAnswer Answer(this PaymentIntent intent) => intent.Status switch
    {
        "requires_capture" => new GatewayAnswer.Authorised(intent.Id, StripeAmount.Read(intent.AmountCapturable, intent.Currency)),
        "succeeded" when intent.LatestCharge is { AmountRefunded: > 0 } charge => new GatewayAnswer.Refunded(intent.Id, StripeAmount.Read(charge.AmountRefunded, intent.Currency)),
        "succeeded" => new GatewayAnswer.Captured(intent.Id, StripeAmount.Read(intent.AmountReceived, intent.Currency)),
        "requires_action" when intent.NextAction?.RedirectToUrl?.Url is { } url => new GatewayAnswer.ActionRequired(intent.Id, new Uri(url)),
        "requires_payment_method" when intent.LastPaymentError is { } error => new GatewayAnswer.Declined(intent.Id, Reason(error)),
        "canceled" => new GatewayAnswer.Voided(intent.Id),
        _ => new GatewayAnswer.Pending(intent.Id),
    };

    public static GatewayAnswer Answer(this Refund refund) => refund.Status switch
    {
        "succeeded" => new GatewayAnswer.Refunded(refund.PaymentIntentId, StripeAmount.Read(refund.Amount, refund.Currency), refund.Key()),
        "failed" or "canceled" => new GatewayAnswer.Declined(refund.PaymentIntentId, refund.FailureReason ?? refund.Status),
        var status => new GatewayAnswer.Unknown($"The refund {refund.Id} is {status} at Stripe."),
    };

    /// <summary>
    /// A refused call. Only what Stripe says about this payment is a no; that it is busy (409, 429), broken (5xx) or does not know our key (401, 403) says nothing about the payment.
    /// </summary>
    public static GatewayAnswer Answer(this StripeException fault, string reference) => fault.StripeError switch
    {
        null => Unclear(fault),
        _ when fault.HttpStatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or >= HttpStatusCode.InternalServerError => Unclear(fault),
        { Type: "idempotency_error" } => new GatewayAnswer.Declined(reference, "key_reused"),
        { Type: "card_error" } error => new GatewayAnswer.Declined(error.PaymentIntent?.Id ?? reference, Reason(error)),
        { Code: "resource_missing", Param: "payment_method" or "confirmation_token" } => new GatewayAnswer.Declined(reference, "token_unknown"),
        { Code: "resource_missing" } => new GatewayAnswer.NotFound(),
        { Code: null, Param: "amount" } => new GatewayAnswer.Declined(reference, "amount_too_large"),
        var error => new GatewayAnswer.Declined(reference, error.Code ?? error.Type ?? "invalid_request"),
    };

    /// <summary>The bank's reason where there is one, else Stripe's.</summary>
    private static string Reason(StripeError error) => error switch
    {
        { Code: "payment_intent_authentication_failure" } => "challenge_failed",
        { DeclineCode: { Length: > 0 } declined } => declined,
        _ => error.Code ?? "declined",
    };

    /// <summary>Never the message: it may repeat what was sent.</summary>
    private static GatewayAnswer.Unknown Unclear(StripeException fault) => new($"Stripe answered {(int)fault.HttpStatusCode} {fault.StripeError?.Type} {fault.StripeError?.Code}".TrimEnd());
}
