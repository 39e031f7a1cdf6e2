namespace Commerce.Infrastructure.Snapshots;

/// <summary>Texts that are said a hundred thousand times, kept once: "Black", "EUR", and the keys of maps that have the same. Not for two threads.</summary>
internal sealed class KeyPool
{
    private const int Most = 50_000;

    private readonly Dictionary<string, string> texts = [];
    private readonly Dictionary<int, string[]> sets = [];

    public string Text(string text)
    {
        if (texts.TryGetValue(text, out var known))
            return known;

        // Bounded: a shop whose values never recur gains nothing from being remembered.
        if (texts.Count < Most)
            texts[text] = text;

        return text;
    }

    /// <summary>The map of these keys, shared with all that have the same in the same order, and these values.</summary>
    public SmallMap<T> Map<T>(ReadOnlySpan<string> keys, T[] values)
    {
        if (values.Length == 0)
            return SmallMap<T>.Empty;

        var hash = new HashCode();
        foreach (var key in keys)
            hash.Add(key);

        var name = hash.ToHashCode();
        if (sets.TryGetValue(name, out var known) && keys.SequenceEqual(known))
            return new(known, values);

        var made = keys.ToArray();
        for (var i = 0; i < made.Length; i++)
            made[i] = Text(made[i]);

        if (sets.Count < Most)
            sets[name] = made;

        return new(made, values);
    }
}
