using Commerce.Domain.Orders;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Orders =>
    [
        (typeof(Order.Event.Placed), "order_placed"),
        (typeof(Order.Event.PaymentTaken), "order_payment_taken"),
        (typeof(Order.Event.Cancelled), "order_cancelled"),
        (typeof(Order.Event.Fulfilled), "order_fulfilled"),
        (typeof(Order.Event.RefundRequested), "order_refund_requested"),
        (typeof(Order.Event.Refunded), "order_refunded"),
        (typeof(Order.Event.RefundFailed), "order_refund_failed"),
    ];
}
