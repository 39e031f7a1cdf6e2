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

    /// <summary>As it stands at an instant: what has ended is forgotten, what is in force has been so since ever. When that began, the versions tell.</summary>
    public Timeline<T> AsOf(DateTimeOffset now) => new([.. InForce(At(now)), .. Segments.Where(segment => segment.From > now)]);

    /// <summary>With these rules in force from now on. What is scheduled stays.</summary>
    public Timeline<T> With(T rules, DateTimeOffset now) => new([.. InForce(rules), .. Segments.Where(segment => segment.From > now)]);

    /// <summary>With these rules from a later instant on, until the next segment; in the place of those that were to begin then.</summary>
    public Timeline<T> With(T rules, DateTimeOffset now, DateTimeOffset from) =>
        new([.. AsOf(now).Segments.Where(segment => segment.From != from).Append(new(from, rules)).OrderBy(segment => segment.From)]);

    /// <summary>Without what was to begin at an instant; the same when nothing was.</summary>
    public Timeline<T> Without(DateTimeOffset from, DateTimeOffset now) => new([.. AsOf(now).Segments.Where(segment => segment.From != from || from <= now)]);

    public bool Equals(Timeline<T>? other) => other is not null && Segments.SequenceEqual(other.Segments);

    public override int GetHashCode() => Segments.Count;

    private static IEnumerable<Segment<T>> InForce(T? rules) => rules is null ? [] : [new(DateTimeOffset.MinValue, rules)];
}

/// <summary>Rules from an instant on, until the next segment begins.</summary>
/// <param name="From">Inclusive.</param>
public sealed record Segment<T>(DateTimeOffset From, T Rules)
    where T : class;
