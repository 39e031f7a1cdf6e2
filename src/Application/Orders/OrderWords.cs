using System.Diagnostics;
using Commerce.Domain.Orders;

namespace Commerce.Application.Orders;

/// <summary>What happened to an order, in words for the staff.</summary>
/// <param name="What">The fact's name, e.g. <c>refund_requested</c>; clients that have words of their own go by it.</param>
/// <param name="Text">One sentence.</param>
/// <param name="By">Who did it; null when it was the shop or the buyer.</param>
public sealed record OrderHistoryEntry(DateTimeOffset At, string What, string Text, string? By);

internal static class OrderWords
{
    public static OrderHistoryEntry Of(OrderFact entry, IReadOnlyDictionary<string, string> skus)
    {
        string Units(IEnumerable<(string LineId, int Count)> lines) => string.Join(", ", lines.Select(line => $"{line.Count} × {skus.GetValueOrDefault(line.LineId, line.LineId)}"));

        var (what, text, by) = entry.Fact switch
        {
            Order.Event.Placed f => ("placed", $"{f.Email} ordered for {f.Quote.Total}.", null),
            Order.Event.PaymentTaken f => ("payment_taken", $"{f.Amount} was taken.", null),
            Order.Event.Cancelled f => ("cancelled", $"Cancelled: {f.Reason}. {Back(f.GivenBack)}", f.By),
            Order.Event.Fulfilled f => ("fulfilled", $"Sent {Units(f.Lines.Select(line => (line.LineId, line.Units)))}{(f.Tracking is { } parcel ? $" by {parcel.Carrier}, {parcel.Number}" : "")}.", f.By),
            Order.Event.RefundRequested { Lines.Count: > 0 } f =>
                ("refund_requested", $"{f.Amount} is to go back for {Units(f.Lines.Select(line => (line.LineId, line.Units)))}: {f.Reason}. {Back(f.GivenBack)}", f.By),
            Order.Event.RefundRequested f => ("refund_requested", $"{f.Amount} is to go back: {f.Reason}.", f.By),
            Order.Event.Refunded f => ("refunded", $"{f.Amount} went back to the buyer.", null),
            Order.Event.RefundFailed f => ("refund_failed", $"The provider did not pay back: {f.Reason}.", null),
            _ => throw new UnreachableException($"There are no words for {entry.Fact.GetType().Name}."),
        };

        return new(entry.At, what, text.TrimEnd(), by);
    }

    private static string Back(IReadOnlyList<StockUnits> units) =>
        units.Count == 0 ? "" : $"Back in stock: {string.Join(", ", units.Select(variant => $"{variant.Units} × {variant.VariantId}"))}.";
}
