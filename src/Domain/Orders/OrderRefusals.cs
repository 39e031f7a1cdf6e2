using System.Text.Json;

namespace Commerce.Domain.Orders;

/// <summary>Every "no" of an order; each code has a section in Problems/order.md.</summary>
public static class OrderRefusals
{
    /// <summary>Said of somebody else's order too.</summary>
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "order.unknown", "There is no such order.");

    public static Refusal NothingAsked { get; } = new(RefusalKind.Conflict, "order.refund_empty", "Name units, shipping or an amount to pay back.");

    public static Refusal AmountInvalid(string currency) =>
        new(RefusalKind.Conflict, "order.refund_amount_invalid", $"Amounts to pay back are in {currency} and not negative.", ("currency", currency));

    public static Refusal PaymentOpen(OrderBook book) =>
        new(RefusalKind.Conflict, "order.payment_open", "The payment of this order is still being taken.", ("total", book.Terms.Quote.Total));

    public static Refusal AmountDiffers(OrderBook book, Money amount) =>
        new(RefusalKind.Conflict, "order.amount_differs", "The amount taken is not the order's total.", ("total", book.Terms.Quote.Total), ("amount", amount));

    public static Refusal LineUnknown(string lineId) =>
        new(RefusalKind.Conflict, "order.line_unknown", "The order has no such line.", ("lineId", lineId));

    public static Refusal TooManyUnits(string lineId, string purpose, long wanted, int possible) =>
        new(RefusalKind.Conflict, "order.units_exceeded", $"{possible} units of this line are left to {purpose}.", ("lineId", lineId), ("wanted", wanted), ("possible", possible));

    public static Refusal ShippingTooLarge(Money possible) =>
        new(RefusalKind.Conflict, "order.shipping_exceeded", $"At most {possible} of the shipping costs can be paid back.", ("possible", possible));

    public static Refusal TooMuch(Money amount, Money possible) =>
        new(RefusalKind.Conflict, "order.refund_exceeds_captured", $"At most {possible} can be paid back.", ("amount", amount), ("possible", possible));

    public static Refusal RefundUnknown(Guid refundId) =>
        new(RefusalKind.NotFound, "order.refund_unknown", "The order has no such refund.", ("refundId", refundId));

    public static Refusal IllegalMove(Order state, Order.Command command)
    {
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(state.GetType().Name);
        return new(RefusalKind.Conflict, "order.illegal_move", $"{command.GetType().Name} is not for an order that is {name.Replace('_', ' ')}.", ("state", name));
    }
}
