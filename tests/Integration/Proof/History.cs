using Commerce.Application.Inventory;

namespace Commerce.Integration.Proof;

/// <summary>What the clients of a run saw: all that may be held against the program.</summary>
internal sealed record History(IReadOnlyList<Operation> Operations);

/// <summary>One request of one client. A repetition is an operation of its own.</summary>
/// <param name="Who">The client.</param>
/// <param name="Name">What it asked for, e.g. <c>pay</c>.</param>
/// <param name="Arguments">What it asked it with: two requests under one key are the same exactly when these are equal.</param>
/// <param name="Called">Before the request left.</param>
/// <param name="Returned">After the answer came; null when none did.</param>
internal sealed record Operation(string Who, string Name, string Arguments, DateTimeOffset Called, DateTimeOffset? Returned, Outcome Outcome)
{
    /// <summary>The idempotency key, unique over callers and paths; null without one.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// A text that no other intention of any client writes into the facts it makes: the <c>Source</c> of a change of stock. Repetitions under one key share it, so that their effects can be counted.
    /// Null when the operation leaves no such mark.
    /// </summary>
    public string? Mark { get; init; }
}

/// <summary>How a request ended for its client.</summary>
internal abstract record Outcome
{
    private Outcome() { }

    /// <summary>Done, as far as the client was told.</summary>
    /// <param name="Answer">What was answered, to the last byte that a repetition has to repeat.</param>
    /// <param name="OrderId">The order it was told of, if any.</param>
    public sealed record Ok(string Answer, Guid? OrderId = null) : Outcome;

    /// <summary>A decided "no": 4xx other than "try again".</summary>
    /// <param name="Code">E.g. <c>inventory.insufficient</c>.</param>
    /// <param name="Answer">The rest of it, as in <see cref="Ok"/>.</param>
    /// <param name="Shortages">The variants it named as short.</param>
    public sealed record Fail(string Code, string Answer, IReadOnlyList<StockShortage> Shortages) : Outcome
    {
        public Fail(string code, string answer = "")
            : this(code, answer, [])
        {
        }
    }

    /// <summary>No answer, a 5xx, or "try again" (409 in progress, 429): the effect may have happened or not, or may happen yet.</summary>
    /// <param name="Replayed">The answer said of itself that it is a stored one.</param>
    public sealed record Unknown(string Why, bool Replayed = false) : Outcome;
}
