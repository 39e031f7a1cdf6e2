namespace Commerce.Integration.Simulation;

/// <summary>All chance there is in a simulation: SplitMix64 from the seed, the same on every machine and in every version of the runtime.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(double probability) => probability > 0 && (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Mostly about the usual time, now and then many times as long: what networks and people do.</summary>
    public TimeSpan Around(TimeSpan usual) => usual * Below(2000) / 1000 * (Below(40) == 0 ? 30 : 1);
}
