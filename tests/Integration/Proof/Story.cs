using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Inventory;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;

namespace Commerce.Integration.Proof;

/// <summary>A small run that is told instead of made: every call adds what an honest program would have left behind, one second after the one before.</summary>
internal sealed class Story
{
    public const string Mug = "mug";

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PostalAddress Home = new("Ada", "1 Main St", "Berlin", "1000", "DE");

    private readonly List<Operation> operations = [];
    private readonly List<StoredFact> log = [];
    private readonly List<ProviderPayment> payments = [];
    private int seconds;
    private long number = 100;

    public Guid Session { get; } = Guid.NewGuid();

    public Guid Cart { get; } = Guid.NewGuid();

    public Guid Attempt { get; private set; } = Guid.NewGuid();

    /// <summary>What is to be different in this run's facts.</summary>
    public Func<Facts, Facts> Twist { get; set; } = facts => facts;

    public DateTimeOffset Now => Noon.AddSeconds(seconds);

    public IReadOnlyList<Violation> Judged() => Judge.Of(new(operations), Twist(new Facts(Noon.AddHours(5)) { Log = log, Payments = payments }));

    public Story Received(long units, string? source = null) => Stored(Mug, new Stock.Event.Received(units, "Delivery", source));

    public Story Started() => Stored(new Checkout.Event.Started(Cart, new(null, "token", null), "EUR", Noon.AddHours(1)));

    public Story Locked(int units, long shipping = 0) => Stored(new Checkout.Event.Locked(Quote(units, shipping), 1));

    public Story Asked(int units, long? asked = null)
    {
        Attempt = Guid.NewGuid();
        return Stored(new Checkout.Event.PaymentStarted(Attempt, "sandbox", Euros(asked ?? units * 100), Now));
    }

    public Story Paid(long amount, bool captured) => Stored(captured
        ? new Checkout.Event.PaymentCaptured(Attempt, "pay", Euros(amount))
        : new Checkout.Event.PaymentAuthorised(Attempt, "pay", Euros(amount)));

    public Story Ordered(int units, long? gap = null, Guid? cart = null, Guid? session = null, long shipping = 0)
    {
        var (order, placed) = (Guid.NewGuid(), new Order.Event.Placed(
            number += gap ?? 1, session ?? Session, cart ?? Cart, null, "a@example.com", Home, Home, Quote(units, shipping), new(Attempt, "sandbox", "pay"), null, Now));
        Last = order;
        Stored(StoredFact.Of(order), placed);
        return Stored(new Checkout.Event.OrderPlaced(order));
    }

    /// <summary>Another shopper's order that cost nothing.</summary>
    public Story OrderedForNothing(long gap) => Stored(
        StoredFact.Of(Guid.NewGuid()), new Order.Event.Placed(number += gap, Guid.NewGuid(), Guid.NewGuid(), null, "b@example.com", Home, Home, Quote(0), null, null, Now));

    public Guid Last { get; private set; }

    public Story Taken(long amount) => Stored(StoredFact.Of(Last), new Order.Event.PaymentTaken(Euros(amount))).Stored(new Checkout.Event.PaymentCaptured(Attempt, "pay", Euros(amount)));

    public Story Completed() => Stored(new Checkout.Event.Completed());

    /// <summary>A whole purchase, told in full: 100 cents each.</summary>
    public Story Bought(int units) => Started().Locked(units).Asked(units).Paid(units * 100, false).Ordered(units).Taken(units * 100).Completed().Ledger(units * 100, units * 100);

    public Story Ledger(long authorised, long captured, long refunded = 0, bool open = false, DateTimeOffset? opened = null, DateTimeOffset? ended = null)
    {
        payments.Add(new($"pay-{payments.Count}", Attempt, Session, authorised, captured, refunded, open, opened, ended));
        return this;
    }

    public Story Told(string name, Outcome outcome, string? key = null, string arguments = "", string? mark = null)
    {
        operations.Add(new("ada", name, arguments, Now, Noon.AddSeconds(seconds += 1), outcome) { Key = key, Mark = mark });
        return this;
    }

    public Story Stored(Checkout.Event fact) => Stored(StoredFact.Of(Session), fact);

    public Story Stored(string stream, object fact)
    {
        log.Add(new(stream, Noon.AddSeconds(seconds++), fact));
        return this;
    }

    public Story With(Func<Facts, Facts> twist)
    {
        Twist = twist;
        return this;
    }

    public static Quote Quote(int units, long shipping = 0)
    {
        var (one, all, none) = (Euros(100), Euros(units * 100), Euros(0));
        return new("EUR", [new(Mug, Mug, "M", "Mug", units, one, one, all, [], none, all)], null, all, none, Euros(shipping), none, Euros(all.Amount + shipping), 1, Rounding.HalfUp);
    }

    public static Money Euros(long cents) => new(cents, "EUR");
}
