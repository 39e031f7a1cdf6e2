namespace Commerce.Domain.Specs.Pricing.Drawn;

/// <summary>Lots that a number decides: the same number draws the same again.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random random = new(seed);

    public bool Chance(int percent) => random.Next(100) < percent;

    public int Int(int from, int to) => random.Next(from, to + 1);

    public T One<T>(params IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>Each with a chance.</summary>
    public List<T> Some<T>(int percent, IEnumerable<T> from) => [.. from.Where(_ => Chance(percent))];

    public List<T> Many<T>(int from, int to, Func<int, T> make) => [.. Enumerable.Range(0, Int(from, to)).Select(make)];

    public List<T> Shuffled<T>(IEnumerable<T> from)
    {
        T[] drawn = [.. from];
        random.Shuffle(drawn);
        return [.. drawn];
    }

    /// <summary>Mostly what things cost; now and then a few minor units, nothing, or more than a shop can charge.</summary>
    public long Amount() => Int(0, 99) switch
    {
        < 3 => 0,
        < 20 => Int(1, 9),
        < 50 => Int(10, 3_000),
        < 60 => One(100, 250, 999),
        < 98 => Int(1, 400) * 50,
        98 => random.NextInt64(1_000_000_000_000_000),
        _ => random.NextInt64(long.MaxValue),
    };

    public long Cheap() => Chance(30) ? Int(0, 9) : Int(10, 3_000);
}
