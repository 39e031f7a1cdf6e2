using System.Diagnostics;
using System.Text.Json.Serialization;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Checkouts;

/// <summary>A checkout as its shopper sees it.</summary>
/// <param name="State">CREATED, LOCKED, PAYMENT_PENDING, PAYMENT_FAILED, PAYMENT_CONFIRMED, ORDER_CREATED, COMPLETED, EXPIRED, CANCELLED, LATE_PAYMENT, REFUND_PENDING, REFUNDED or REVIEW.</param>
/// <param name="ExpiresAt">When it ends by itself, unless a payment is running then.</param>
/// <param name="Totals">Estimates before the lock, frozen from then on. Null when nothing was frozen and the cart is gone.</param>
/// <param name="Action">What the shopper has to do before the payment goes on.</param>
/// <param name="Reason">Why the payment failed, the money went back, or the session ended: a stable word where the provider or the shop gave one.</param>
/// <param name="AttemptsLeft">How often paying may still be tried.</param>
/// <param name="OrderId">From ORDER_CREATED on.</param>
/// <param name="OrderToken">With it a guest reads the order. Told only to who starts the checkout.</param>
/// <param name="Version">Facts so far; the ETag.</param>
/// <param name="Trace">Why it costs what it costs; only with <c>?explain=true</c>, and only where it can be told.</param>
public sealed record CheckoutView(
    Guid Id, string State, string Currency, DateTimeOffset ExpiresAt, string? Email, PostalAddress? ShippingAddress, PostalAddress? BillingAddress, string? ShippingMethod,
    CheckoutTotals? Totals, CheckoutAction? Action, string? Reason, int AttemptsLeft, Guid? OrderId, string? OrderToken, long Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PricingTrace? Trace = null) : IVersioned
{
    internal const string PaymentPending = "PAYMENT_PENDING";

    /// <param name="estimate">The cart as it would be charged now; used while nothing is frozen.</param>
    internal static CheckoutView Of(Guid id, Checkout.Known checkout, long version, PricedCart? estimate, string? orderToken = null)
    {
        var (session, details) = (checkout.Session, checkout.Session.Details);
        return new(
            id, Word(checkout), session.Currency, session.ExpiresAt, details.Email, details.ShippingAddress, details.BillingAddress ?? details.ShippingAddress, details.ShippingMethod,
            checkout.Frozen is { } frozen ? CheckoutTotals.Of(frozen) : estimate is null ? null : CheckoutTotals.Of(estimate),
            checkout is Checkout.PaymentPending { Challenge: { } challenge } ? new(new Uri(challenge.Url)) : null,
            ReasonOf(checkout), Checkout.MostAttempts - session.Attempts.Count, OrderOf(checkout), orderToken, version, checkout.Frozen is null ? estimate?.Priced.Trace : null);
    }

    /// <summary>How a state is spelled on the wire.</summary>
    internal static string Word(Checkout checkout) => checkout switch
    {
        Checkout.Created => "CREATED",
        Checkout.Locked => "LOCKED",
        Checkout.PaymentPending => PaymentPending,
        Checkout.PaymentFailed => "PAYMENT_FAILED",
        Checkout.PaymentConfirmed => "PAYMENT_CONFIRMED",
        Checkout.OrderCreated => "ORDER_CREATED",
        Checkout.Completed => "COMPLETED",
        Checkout.Expired => "EXPIRED",
        Checkout.Cancelled => "CANCELLED",
        Checkout.LatePayment => "LATE_PAYMENT",
        Checkout.RefundPending => "REFUND_PENDING",
        Checkout.Refunded => "REFUNDED",
        Checkout.Review => "REVIEW",
        _ => throw new UnreachableException($"{checkout.GetType().Name} is not shown."),
    };

    internal static Guid? OrderOf(Checkout checkout) => checkout switch
    {
        Checkout.OrderCreated s => s.OrderId,
        Checkout.Completed s => s.OrderId,
        Checkout.RefundPending s => s.OrderId,
        Checkout.Refunded s => s.OrderId,
        Checkout.Review s => s.OrderId,
        _ => null,
    };

    private static string? ReasonOf(Checkout checkout) => checkout switch
    {
        Checkout.PaymentPending { Ending: { } ending } => ending.Reason,
        Checkout.PaymentFailed s => s.Reason,
        Checkout.Cancelled s => s.Reason,
        Checkout.RefundPending s => s.Reason,
        Checkout.Refunded s => s.Reason,
        Checkout.Review => "A person has to look at this payment.",
        _ => null,
    };
}

/// <param name="Url">Where the shopper proves who they are, e.g. 3-D Secure.</param>
public sealed record CheckoutAction(Uri Url);
