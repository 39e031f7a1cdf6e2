namespace Commerce.Domain.Inventory;

/// <summary>
/// What is left of one variant. Orders take from it too, in their own transaction and without an event in this stream; so facts are differences, and the state they
/// are decided on is the level as it stands, not a fold of the stream. The net (on hand less back-ordered) is the sum of all differences less all claims, in any order.
/// </summary>
/// <param name="OnHand">Units that can be sold at once; what orders have claimed is not among them.</param>
/// <param name="Backordered">Units sold that are yet to come in. A receipt fills these first.</param>
/// <param name="BackorderLimit">How many units may be back-ordered at most: 0 none, <see cref="Unlimited"/> any number.</param>
public sealed record Stock(long OnHand, long Backordered, long BackorderLimit) : IAggregate<Stock, Stock.Event, Stock.Command>
{
    /// <summary>More than can ever be sold, and still exact in the double that a script counts with. No level goes beyond it.</summary>
    public const long Unlimited = 1_000_000_000_000;

    /// <summary>Most units of one receipt, count or adjustment.</summary>
    public const int MostUnits = 1_000_000_000;

    public abstract record Command
    {
        /// <summary>Goods came in.</summary>
        public sealed record Receive(long Units, string Reason, string? Source) : Command;

        /// <summary>Someone looked: this many can be sold.</summary>
        public sealed record Count(long Units, string Reason, string? Source) : Command;

        /// <summary>Some were found, lost, broken or came back.</summary>
        public sealed record Adjust(long Difference, string Reason, string? Source) : Command;

        /// <summary>Sell beyond what is on hand, up to a limit.</summary>
        public sealed record AllowBackorders(long Limit) : Command;
    }

    // Facts. Stored for ever: add members, never rename or remove them.

    public abstract record Event
    {
        public sealed record Received(long Units, string Reason, string? Source) : Event;

        /// <param name="Difference">Units found less units thought to be there.</param>
        public sealed record Counted(long Units, long Difference, string Reason, string? Source) : Event;

        public sealed record Adjusted(long Difference, string Reason, string? Source) : Event;

        public sealed record BackordersAllowed(long Limit) : Event;
    }

    public static Stock Initial { get; } = new(0, 0, 0);

    public static Decision<Event> Decide(Stock state, Command command, DateTimeOffset now) => command switch
    {
        Command.Receive { Units: <= 0 } c => OutOfRange(c.Units),
        Command.Receive c when c.Units > Unlimited - state.OnHand => OutOfRange(c.Units),
        Command.Receive c => new Event.Received(c.Units, c.Reason, c.Source),

        Command.Count { Units: < 0 or > Unlimited } c => OutOfRange(c.Units),
        Command.Count c when c.Units == state.OnHand => Decision<Event>.Nothing,
        Command.Count c => new Event.Counted(c.Units, c.Units - state.OnHand, c.Reason, c.Source),

        Command.Adjust { Difference: 0 } => Decision<Event>.Nothing,
        Command.Adjust c when c.Difference > Unlimited - state.OnHand => OutOfRange(c.Difference),
        Command.Adjust c when c.Difference < -state.OnHand => BelowZero(state.OnHand, c.Difference),
        Command.Adjust c => new Event.Adjusted(c.Difference, c.Reason, c.Source),

        Command.AllowBackorders { Limit: < 0 or > Unlimited } c => OutOfRange(c.Limit),
        Command.AllowBackorders c when c.Limit == state.BackorderLimit => Decision<Event>.Nothing,
        Command.AllowBackorders c => new Event.BackordersAllowed(c.Limit),

        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
    };

    public static Stock Evolve(Stock state, Event fact) => fact switch
    {
        Event.Received f => state.Raise(f.Units),
        Event.Counted f => state with { OnHand = state.OnHand + f.Difference },
        Event.Adjusted { Difference: > 0 } f => state.Raise(f.Difference),
        Event.Adjusted f => state with { OnHand = state.OnHand + f.Difference },
        Event.BackordersAllowed f => state with { BackorderLimit = f.Limit },
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "No such fact."),
    };

    /// <summary>Units that may be sold beyond those on hand.</summary>
    public long Backorderable => Math.Max(0, BackorderLimit - Backordered);

    /// <summary>Units that came in: the back-ordered ones are served first.</summary>
    private Stock Raise(long units)
    {
        var promised = Math.Min(Backordered, units);
        return this with { OnHand = OnHand + units - promised, Backordered = Backordered - promised };
    }

    private static Refusal BelowZero(long onHand, long difference) =>
        new(RefusalKind.Conflict, "inventory.below_zero", $"Only {onHand} are on hand.", ("onHand", onHand), ("difference", difference));

    private static Refusal OutOfRange(long units) =>
        new(RefusalKind.Conflict, "inventory.out_of_range", $"A level is from 0 to {Unlimited}.", ("units", units));
}
