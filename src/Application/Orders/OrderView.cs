using System.Diagnostics;
using System.Text.Json.Serialization;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Orders;

/// <summary>An order, whole, as its buyer and the staff read it.</summary>
/// <param name="Number">For people: counts up without a gap.</param>
/// <param name="CustomerId">Null for a guest.</param>
/// <param name="Shipping">Null when nothing is to be sent.</param>
/// <param name="Captured">What was taken: the total, or nothing yet.</param>
/// <param name="Refunded">What went back or is on its way.</param>
/// <param name="Discounts">What each discount took off the goods; together the discount total.</param>
/// <param name="ShippingDiscounts">What each took off sending.</param>
/// <param name="ShippingTax">Tax added to sending, part of the tax; null for none. It goes back with the shipping costs.</param>
/// <param name="Taxes">All tax by rate, added or included.</param>
/// <param name="Coupons">The codes that took something off.</param>
/// <param name="Bundles">The bundles in it; their components are lines.</param>
/// <param name="PriceVersion">The version of the prices it was sold at.</param>
/// <param name="DiscountVersion">The version of the discounts it was sold with.</param>
/// <param name="Version">Facts so far; the ETag.</param>
/// <param name="Trace">Why it cost what it cost; only with <c>?explain=true</c>, and only where it can be told.</param>
public sealed record OrderView(
    Guid Id, long Number, OrderStatus Status, OrderPaymentStatus PaymentStatus, DateTimeOffset PlacedAt, Guid? CustomerId, string Email,
    PostalAddress ShippingAddress, PostalAddress BillingAddress, IReadOnlyList<OrderLineView> Lines, QuoteShipping? Shipping,
    Money Subtotal, Money DiscountTotal, Money ShippingTotal, Money Tax, Money Total, Money Captured, Money Refunded,
    IReadOnlyList<DiscountShare> Discounts, IReadOnlyList<DiscountShare> ShippingDiscounts, Money? ShippingTax, IReadOnlyList<TaxAmount> Taxes, IReadOnlyList<AppliedCoupon> Coupons, IReadOnlyList<QuoteBundle> Bundles,
    IReadOnlyList<OrderFulfilmentView> Fulfilments, IReadOnlyList<OrderRefundView> Refunds, long PriceVersion, long DiscountVersion, Rounding Rounding, long Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PricingTrace? Trace = null) : IVersioned
{
    /// <summary>Of an order that exists.</summary>
    public static OrderView Of(Guid id, Order order, long version)
    {
        var book = ((Order.Known)order).Book;
        var (terms, quote) = (book.Terms, book.Terms.Quote);

        return new(
            id, terms.Number, StatusOf(order), PaymentOf(book), terms.PlacedAt, terms.CustomerId, terms.Email,
            terms.ShippingAddress, terms.BillingAddress, [.. quote.Lines.Select(line => OrderLineView.Of(line, book))], quote.Shipping,
            quote.Subtotal, quote.DiscountTotal, quote.ShippingTotal, quote.Tax, quote.Total, book.Captured, book.Refunded,
            quote.Discounts(), quote.ShippingDiscounts, quote.ShippingTax, quote.Taxes, quote.Coupons, quote.Bundles,
            [.. book.Fulfilments.Select(parcel => new OrderFulfilmentView(parcel.FulfilmentId, parcel.Lines, parcel.Tracking))],
            [.. book.Refunds.Select(refund => new OrderRefundView(refund.Id, refund.Amount, refund.State, refund.Reason, refund.Lines, refund.Shipping, refund.Other))],
            quote.PriceVersion, quote.DiscountVersion, quote.Rounding, version);
    }

    public static OrderStatus StatusOf(Order order) => order switch
    {
        Order.Placed => OrderStatus.Placed,
        Order.Paid => OrderStatus.Paid,
        Order.PartlyFulfilled => OrderStatus.PartlyFulfilled,
        Order.Fulfilled => OrderStatus.Fulfilled,
        Order.Cancelled => OrderStatus.Cancelled,
        _ => throw new UnreachableException($"{order.GetType().Name} is not shown."),
    };

    public static OrderPaymentStatus PaymentOf(OrderBook book) => book switch
    {
        { IsPaid: false } => OrderPaymentStatus.Open,
        { Refunded.IsZero: true } => OrderPaymentStatus.Taken,
        { Refundable.IsZero: true } => OrderPaymentStatus.Refunded,
        _ => OrderPaymentStatus.PartlyRefunded,
    };
}

/// <summary>A line as it was sold, and what became of its units.</summary>
/// <param name="Discounts">What each discount took off; fixed when the order was placed.</param>
/// <param name="Total">What the buyer paid for the line.</param>
/// <param name="UnitAmounts">The share of each unit by its index; their sum is the total. Refunds follow it.</param>
/// <param name="Sent">Units that left.</param>
/// <param name="Returned">Units that were sent and paid back.</param>
/// <param name="Withdrawn">Units that were paid back before they were sent.</param>
/// <param name="Open">Units still to be sent.</param>
/// <param name="Bundle">The line of the bundle this is a component of; null for none.</param>
/// <param name="Gift">The discount that gave it away; null for what was chosen.</param>
/// <param name="IncludedTax">Tax that is in the total, where prices include it; null for none.</param>
public sealed record OrderLineView(
    string LineId, string VariantId, string Sku, string Title, int Units, Money UnitPrice, Money ListPrice, Money Subtotal, IReadOnlyList<DiscountShare> Discounts, Money Tax, Money Total,
    IReadOnlyList<long> UnitAmounts, int Sent, int Returned, int Withdrawn, int Open, string? Bundle, string? Gift, Money? IncludedTax)
{
    internal static OrderLineView Of(QuoteLine line, OrderBook book) => new(
        line.LineId, line.VariantId, line.Sku, line.Title, line.Units, line.UnitPrice, line.ListPrice, line.Subtotal, line.Discounts, line.Tax, line.Total,
        Allocation.Units(line.Total.Amount, line.Units, book.Terms.Quote.Rounding),
        book.Sent(line.LineId), book.UnitsRefunded(line.LineId, returned: true), book.UnitsRefunded(line.LineId, returned: false), book.Open(line), line.Bundle, line.Gift, line.IncludedTax);
}

/// <summary>A parcel.</summary>
public sealed record OrderFulfilmentView(Guid Id, IReadOnlyList<LineUnits> Lines, Tracking? Tracking);

/// <summary>Money that went back, or is to.</summary>
/// <param name="Amount">lines + shipping + other.</param>
public sealed record OrderRefundView(Guid Id, Money Amount, RefundState State, string Reason, IReadOnlyList<RefundedUnits> Lines, Money Shipping, Money Other);
