using System.Diagnostics;

namespace Commerce.Domain.Reviews;

/// <summary>
/// What one customer thinks of one product they bought. Shoppers see it once a member of staff has let it through; whatever is written anew waits for that again.
/// <see cref="Decide"/> lists every legal move; a pair that is not listed is refused.
/// </summary>
public abstract record Review : IAggregate<Review, Review.Event, Review.Command>
{
    private Review() { }

    // States.

    public sealed record None : Review;

    public abstract record Known(ReviewOf Of, ReviewContent Content, DateTimeOffset WrittenAt) : Review;

    /// <summary>Waits for the staff.</summary>
    public sealed record Pending(ReviewOf Of, ReviewContent Content, DateTimeOffset WrittenAt) : Known(Of, Content, WrittenAt);

    /// <summary>Everybody sees it, and its stars count.</summary>
    public sealed record Approved(ReviewOf Of, ReviewContent Content, DateTimeOffset WrittenAt) : Known(Of, Content, WrittenAt);

    /// <summary>Nobody but its author and the staff sees it.</summary>
    public sealed record Rejected(ReviewOf Of, ReviewContent Content, DateTimeOffset WrittenAt, string Reason) : Known(Of, Content, WrittenAt);

    /// <summary>Taken back by its author. They may write another.</summary>
    public sealed record Withdrawn(ReviewOf Of) : Review;

    public abstract record Command
    {
        /// <summary>The first one, or in place of what was written before.</summary>
        public sealed record Write(ReviewOf Of, ReviewContent Content) : Command;
        public sealed record Approve(string By) : Command;
        public sealed record Reject(string Reason, string By) : Command;
        public sealed record Withdraw : Command;
    }

    // Facts. Stored for ever: add members, never rename or remove them.

    public abstract record Event
    {
        public sealed record Written(ReviewOf Of, ReviewContent Content, DateTimeOffset At) : Event;
        public sealed record Changed(ReviewContent Content, DateTimeOffset At) : Event;
        public sealed record Approved(string By) : Event;
        public sealed record Rejected(string Reason, string By) : Event;
        public sealed record Withdrawn : Event;
    }

    public static Review Initial { get; } = new None();

    public static Decision<Event> Decide(Review state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (None or Withdrawn, Command.Write c) => new Event.Written(c.Of, c.Content, now),
        (Known s, Command.Write c) => s.Content == c.Content ? Nothing : new Event.Changed(c.Content, now),
        (Withdrawn, Command.Withdraw) => Nothing,
        (None or Withdrawn, _) => ReviewRefusals.Unknown,

        (Approved, Command.Approve) => Nothing,
        (Known, Command.Approve c) => new Event.Approved(c.By),
        (Rejected s, Command.Reject c) when s.Reason == c.Reason => Nothing,
        (Known, Command.Reject c) => new Event.Rejected(c.Reason, c.By),
        (Known, Command.Withdraw) => new Event.Withdrawn(),

        _ => throw new UnreachableException($"{command.GetType().Name} is not decided for {state.GetType().Name}."),
    };

    public static Review Evolve(Review state, Event fact) => (state, fact) switch
    {
        (None or Withdrawn, Event.Written f) => new Pending(f.Of, f.Content, f.At),
        (Known s, Event.Changed f) => new Pending(s.Of, f.Content, f.At),
        (Known s, Event.Approved) => new Approved(s.Of, s.Content, s.WrittenAt),
        (Known s, Event.Rejected f) => new Rejected(s.Of, s.Content, s.WrittenAt, f.Reason),
        (Known s, Event.Withdrawn) => new Withdrawn(s.Of),
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static Decision<Event> Nothing => Decision<Event>.Nothing;
}

/// <summary>Whose opinion of what.</summary>
public sealed record ReviewOf(Guid ProductId, Guid CustomerId);

/// <summary>What the author says.</summary>
/// <param name="Rating">1 to 5 stars.</param>
/// <param name="Author">The name that stands beside it, as the author wants to be called.</param>
public sealed record ReviewContent(int Rating, string Title, string Text, string Author);
