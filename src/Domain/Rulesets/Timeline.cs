namespace Commerce.Domain.Rulesets;

/// <summary>
/// Rules and the instants from which they are in force: what is in force now and what is to come. So a scheduled change takes effect at its instant on every node,
/// whether or not a message arrives then.
/// </summary>
/// <param name="Segments">By instant, ascending and distinct. Before the first nothing is in force.</param>
public sealed record Timeline<T>(IReadOnlyList<Segment<T>> Segments)
    where T : class
{
    /// <summary>The rules in force at an instant; null before the first segment.</summary>
    public T? At(DateTimeOffset instant)
    {
        for (var i = Segments.Count - 1; i >= 0; i--)
            if (Segments[i].From <= instant)
                return Segments[i].Rules;

        return null;
    }
}

/// <summary>Rules from an instant on, until the next segment begins.</summary>
/// <param name="From">Inclusive.</param>
public sealed record Segment<T>(DateTimeOffset From, T Rules)
    where T : class;
