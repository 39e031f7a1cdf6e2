using Commerce.Domain.Orders;

namespace Commerce.Integration.Proof;

/// <summary>One order as the log tells it.</summary>
internal sealed class OrderLine
{
    private OrderLine(Guid id, Order.Event.Placed placed, DateTimeOffset at) => (Id, Placed, At) = (id, placed, at);

    public Guid Id { get; }

    public Order.Event.Placed Placed { get; }

    /// <summary>When it was committed.</summary>
    public DateTimeOffset At { get; }

    public bool IsCancelled { get; private set; }

    public long Taken { get; private set; }

    public long Refunded { get; private set; }

    /// <summary>Refunds that were promised and are neither done nor refused.</summary>
    public HashSet<Guid> Owed { get; } = [];

    public long Total => Placed.Quote.Total.Amount;

    public long Kept => Taken - Refunded;

    public static IReadOnlyList<OrderLine> All(IReadOnlyList<StoredFact> log)
    {
        var orders = new List<OrderLine>();
        var byStream = new Dictionary<string, OrderLine>(StringComparer.Ordinal);
        foreach (var stored in log)
            if (stored.Fact is Order.Event.Placed placed)
                orders.Add(byStream[stored.Stream] = new(Guid.Parse(stored.Stream), placed, stored.At));
            else if (stored.Fact is Order.Event fact)
                byStream[stored.Stream].Hear(fact);

        return orders;
    }

    private void Hear(Order.Event fact)
    {
        switch (fact)
        {
            case Order.Event.PaymentTaken f:
                Taken += f.Amount.Amount;
                break;
            case Order.Event.Cancelled:
                IsCancelled = true;
                break;
            case Order.Event.RefundRequested f:
                Owed.Add(f.RefundId);
                break;
            case Order.Event.Refunded f:
                Refunded += f.Amount.Amount;
                Owed.Remove(f.RefundId);
                break;
            case Order.Event.RefundFailed f:
                Owed.Remove(f.RefundId);
                break;
        }
    }
}
