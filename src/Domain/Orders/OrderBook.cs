using System.Collections.Immutable;
using System.Diagnostics;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Orders.OrderRefusals;

namespace Commerce.Domain.Orders;

/// <summary>The book-keeping of an order: what was agreed, sent, withdrawn, returned and paid back. Captured − refunded is what the shop keeps.</summary>
/// <param name="Terms">What was agreed when it was placed; never changes.</param>
/// <param name="Captured">The whole total, or zero while the money is not taken.</param>
/// <param name="Fulfilments">In the order they left.</param>
/// <param name="Refunds">In the order they were asked for, failed ones included.</param>
public sealed record OrderBook(
    Order.Event.Placed Terms, Money Captured, ImmutableList<Order.Event.Fulfilled> Fulfilments, ImmutableList<OrderRefund> Refunds, bool IsCancelled)
{
    public IReadOnlyList<QuoteLine> Lines => Terms.Quote.Lines;

    public bool IsPaid => Captured == Terms.Quote.Total;

    public bool HasSent => !Fulfilments.IsEmpty;

    public bool HasOpen => Lines.Any(line => Open(line) > 0);

    /// <summary>Paid back or promised: what no other refund may use.</summary>
    public Money Refunded => Money.Sum(Captured.Currency, Refunds.Where(refund => refund.State != RefundState.Failed).Select(refund => refund.Amount));

    public Money Refundable => Captured - Refunded;

    public int Sent(string lineId) => Fulfilments.SelectMany(parcel => parcel.Lines).Where(line => line.LineId == lineId).Sum(line => line.Units);

    /// <summary>Units of a line that were paid back or promised back.</summary>
    /// <param name="returned">Those that had been sent, or those that never will be.</param>
    public int UnitsRefunded(string lineId, bool returned) =>
        Refunds.SelectMany(refund => refund.Lines).Where(line => line.LineId == lineId && line.Returned == returned).Sum(line => line.Units);

    /// <summary>Units of a line that are still to be sent.</summary>
    public int Open(QuoteLine line) => IsCancelled ? 0 : line.Units - Sent(line.LineId) - UnitsRefunded(line.LineId, returned: false);

    public bool HasFulfilment(Guid id) => Fulfilments.Exists(parcel => parcel.FulfilmentId == id);

    public OrderRefund? Refund(Guid id) => Refunds.Find(refund => refund.Id == id);

    internal static OrderBook Of(Order.Event.Placed terms) => new(terms, Money.Zero(terms.Quote.Currency), [], [], IsCancelled: false);

    internal OrderBook With(Order.Event fact) => fact switch
    {
        Order.Event.PaymentTaken f => this with { Captured = f.Amount },
        Order.Event.Cancelled => this with { IsCancelled = true },
        Order.Event.Fulfilled f => this with { Fulfilments = Fulfilments.Add(f) },
        Order.Event.RefundRequested f => this with { Refunds = Refunds.Add(new(f.RefundId, f.Amount, f.Lines, f.Shipping, f.Other, f.Reason, RefundState.Pending)) },
        Order.Event.Refunded f => With(f.RefundId, RefundState.Done),
        Order.Event.RefundFailed f => With(f.RefundId, RefundState.Failed),
        _ => throw new UnreachableException($"{fact.GetType().Name} is not kept in the book."),
    };

    internal Decision<Order.Event> Fulfil(Order.Command.Fulfil command)
    {
        IReadOnlyList<LineUnits> wanted = command.Lines.Count > 0 ? command.Lines : [.. Lines.Where(line => Open(line) > 0).Select(line => new LineUnits(line.LineId, Open(line)))];

        return Check(wanted.Select(line => (line.LineId, line.Units)), line => Open(line), "fulfil") is { } refusal
            ? refusal
            : new Order.Event.Fulfilled(command.FulfilmentId, wanted, command.Tracking, command.By);
    }

    internal Decision<Order.Event> RequestRefund(Order.Command.RequestRefund command)
    {
        if (new[] { command.Shipping, command.Other }.Any(money => money.Currency != Captured.Currency || money.Amount < 0))
            return AmountInvalid(Captured.Currency);

        var refusal = Check(Of(command, returned: false), Open, "withdraw")
            ?? Check(Of(command, returned: true), line => Sent(line.LineId) - UnitsRefunded(line.LineId, returned: true), "return");
        if (refusal is not null)
            return refusal;

        if (command.Shipping > RefundableShipping)
            return ShippingTooLarge(RefundableShipping);
        if (command.Other > Refundable)
            return TooMuch(command.Other, Refundable);

        var lines = Worth(command.Lines);
        var amount = Money.Sum(Captured.Currency, lines.Select(line => line.Amount)) + command.Shipping + command.Other;
        if (amount > Refundable)
            return TooMuch(amount, Refundable);
        if (amount.IsZero && lines.Count == 0)
            return NothingAsked;

        var givenBack = StockOf(lines.Where(line => !line.Returned).Select(line => new LineUnits(line.LineId, line.Units)));
        return new Order.Event.RefundRequested(command.RefundId, amount, lines, command.Shipping, command.Other, command.Reason, command.By, givenBack);
    }

    /// <summary>All that is still open; used when nothing was sent.</summary>
    internal IReadOnlyList<StockUnits> GiveBackAll() => StockOf(Lines.Select(line => new LineUnits(line.LineId, Open(line))));

    /// <summary>With the tax that was added to it: no line bears that.</summary>
    private Money RefundableShipping => Terms.Quote.ShippingTotal + (Terms.Quote.ShippingTax ?? Money.Zero(Captured.Currency))
        - Money.Sum(Captured.Currency, Refunds.Where(refund => refund.State != RefundState.Failed).Select(refund => refund.Shipping));

    /// <summary>The worth of the units by the line's frozen total and how many of it were paid back before: the last one takes what is left to the cent.</summary>
    private List<RefundedUnits> Worth(IReadOnlyList<RefundUnits> units)
    {
        var before = Lines.ToDictionary(line => line.LineId, line => UnitsRefunded(line.LineId, returned: false) + UnitsRefunded(line.LineId, returned: true));
        var worth = new List<RefundedUnits>(units.Count);
        foreach (var (lineId, count, returned) in units)
        {
            var line = Lines.First(line => line.LineId == lineId);
            var amount = line.Worth(before[lineId] + count, Terms.Quote.Rounding) - line.Worth(before[lineId], Terms.Quote.Rounding);
            worth.Add(new(lineId, count, returned, amount));
            before[lineId] += count;
        }

        return worth;
    }

    private Refusal? Check(IEnumerable<(string LineId, int Units)> wanted, Func<QuoteLine, int> room, string purpose) => wanted
        .GroupBy(line => line.LineId, line => line.Units)
        .Select(asked => (Line: Lines.FirstOrDefault(line => line.LineId == asked.Key), asked.Key, Units: asked.Sum(units => (long)units), Wrong: asked.Any(units => units < 1)))
        .Select(asked => asked switch
        {
            { Line: null } => LineUnknown(asked.Key),
            { Line: var line } when asked.Wrong || asked.Units > room(line) => TooManyUnits(asked.Key, purpose, asked.Units, room(line)),
            _ => null,
        })
        .FirstOrDefault(refusal => refusal is not null);

    private static IEnumerable<(string LineId, int Units)> Of(Order.Command.RequestRefund command, bool returned) =>
        command.Lines.Where(line => line.Returned == returned).Select(line => (line.LineId, line.Units));

    private IReadOnlyList<StockUnits> StockOf(IEnumerable<LineUnits> units) =>
    [
        .. units.Where(line => line.Units > 0)
            .GroupBy(line => Lines.First(known => known.LineId == line.LineId).VariantId, line => line.Units)
            .Select(variant => new StockUnits(variant.Key, variant.Sum())),
    ];

    private OrderBook With(Guid refundId, RefundState state) =>
        this with { Refunds = [.. Refunds.Select(refund => refund.Id == refundId ? refund with { State = state } : refund)] };
}
