using Commerce.Application.Orders;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;

namespace Commerce.Application.Webhooks;

/// <summary>What other programs are told of what happened in the shop. docs/webhooks.md lists the types.</summary>
/// <param name="Id">The same each time it is sent.</param>
/// <param name="Type">E.g. <c>order.placed</c>.</param>
/// <param name="OccurredAt">The database's clock.</param>
/// <param name="Order">The order as it stood right after; null where it is about none.</param>
/// <param name="Review">The payment a person has to look at; null where it is about none.</param>
internal sealed record OutgoingEvent(Guid Id, string Type, DateTimeOffset OccurredAt, OrderView? Order = null, PaymentToReview? Review = null)
{
    public const string ReviewNeeded = "payment.review_needed";

    /// <summary>The types by the facts they follow from. The names are the API's for ever.</summary>
    public static IReadOnlyDictionary<Type, string> Types { get; } = new Dictionary<Type, string>
    {
        [typeof(Order.Event.Placed)] = "order.placed",
        [typeof(Order.Event.PaymentTaken)] = "order.confirmed",
        [typeof(Order.Event.Fulfilled)] = "order.fulfilled",
        [typeof(Order.Event.Cancelled)] = "order.cancelled",
        [typeof(Order.Event.RefundRequested)] = "order.refund_requested",
        [typeof(Order.Event.Refunded)] = "order.refunded",
        [typeof(Order.Event.RefundFailed)] = "order.refund_failed",
        [typeof(Checkout.Event.AmountDiffered)] = ReviewNeeded,
        [typeof(Checkout.Event.OutcomeStayedUnknown)] = ReviewNeeded,
    };
}

/// <param name="Asked">What was asked for; null when nobody knows what became of the attempt.</param>
/// <param name="Got">What the provider secured.</param>
internal sealed record PaymentToReview(Guid CheckoutId, Guid AttemptId, Money? Asked, Money? Got);
