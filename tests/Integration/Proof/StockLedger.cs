using Commerce.Domain.Inventory;
using Commerce.Domain.Orders;

namespace Commerce.Integration.Proof;

/// <summary>The stock of every variant at every instant, made of the log alone: what staff changed, less what orders took, plus what they gave back.</summary>
internal sealed class StockLedger
{
    private readonly Dictionary<string, List<StockPoint>> lines = new(StringComparer.Ordinal);

    public IEnumerable<string> Variants => lines.Keys;

    /// <summary>Claims that took more than there was.</summary>
    public List<string> Overdrawn { get; } = [];

    public static StockLedger Of(IReadOnlyList<StoredFact> log)
    {
        var ledger = new StockLedger();
        foreach (var stored in log)
        {
            switch (stored.Fact)
            {
                case Stock.Event.Received f:
                    ledger.Raise(stored.Stream, f.Units, stored.At);
                    break;
                case Stock.Event.Counted f:
                    ledger.Change(stored.Stream, stored.At, last => last with { OnHand = last.OnHand + f.Difference });
                    break;
                case Stock.Event.Adjusted { Difference: > 0 } f:
                    ledger.Raise(stored.Stream, f.Difference, stored.At);
                    break;
                case Stock.Event.Adjusted f:
                    ledger.Change(stored.Stream, stored.At, last => last with { OnHand = last.OnHand + f.Difference });
                    break;
                case Stock.Event.BackordersAllowed f:
                    ledger.Change(stored.Stream, stored.At, last => last with { Limit = f.Limit });
                    break;
                case Order.Event.Placed f:
                    foreach (var (variant, units) in f.Quote.UnitsByVariant())
                        ledger.Take(variant, units, f, stored.At);
                    break;
                case Order.Event.Cancelled f:
                    ledger.GiveBack(f.GivenBack, stored.At);
                    break;
                case Order.Event.RefundRequested f:
                    ledger.GiveBack(f.GivenBack, stored.At);
                    break;
            }
        }

        return ledger;
    }

    /// <summary>The last point; nothing of a variant the log does not name.</summary>
    public StockPoint Final(string variant) => lines.TryGetValue(variant, out var line) ? line[^1] : new(DateTimeOffset.MinValue, 0, 0, 0);

    /// <summary>Every point that was in force at some instant of the time.</summary>
    public IEnumerable<StockPoint> Between(string variant, DateTimeOffset from, DateTimeOffset until)
    {
        if (!lines.TryGetValue(variant, out var line))
        {
            yield return new(from, 0, 0, 0);
            yield break;
        }

        for (var i = 0; i < line.Count; i++)
            if (line[i].At <= until && (i + 1 == line.Count || line[i + 1].At > from))
                yield return line[i];
    }

    private void Raise(string variant, long units, DateTimeOffset at) => Change(variant, at, last =>
    {
        var promised = Math.Min(last.Backordered, units);
        return last with { OnHand = last.OnHand + units - promised, Backordered = last.Backordered - promised };
    });

    private void GiveBack(IReadOnlyList<StockUnits> given, DateTimeOffset at)
    {
        foreach (var (variant, units) in given)
            Raise(variant, units, at);
    }

    private void Take(string variant, long units, Order.Event.Placed order, DateTimeOffset at) => Change(variant, at, last =>
    {
        if (units > last.Sellable)
            Overdrawn.Add($"order {order.Number} took {units} of {variant} at {at:HH:mm:ss.fff} where {last.Sellable} were left");

        var onHand = Math.Clamp(units, 0, Math.Max(0, last.OnHand));
        return last with { OnHand = last.OnHand - onHand, Backordered = last.Backordered + units - onHand };
    });

    private void Change(string variant, DateTimeOffset at, Func<StockPoint, StockPoint> change)
    {
        if (!lines.TryGetValue(variant, out var line))
            lines[variant] = line = [new(DateTimeOffset.MinValue, 0, 0, 0)];

        line.Add(change(line[^1]) with { At = at });
    }
}

/// <param name="At">From when on.</param>
internal sealed record StockPoint(DateTimeOffset At, long OnHand, long Backordered, long Limit)
{
    public long Sellable => OnHand + Math.Max(0, Limit - Backordered);
}
