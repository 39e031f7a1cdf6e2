using Commerce.Application.Operations;

namespace Commerce.Infrastructure.Redis.Operations.Capacity;

/// <summary>The straight line that is nearest to what was read, by least squares, and where it leads.</summary>
internal static class Outlook
{
    /// <summary>Shorter than that, the time of day looks like growth.</summary>
    private static readonly TimeSpan ShortestSpan = TimeSpan.FromDays(1);

    private const double FurthestDays = 36_525;

    /// <param name="readings">Of one server, in order of time; at least one.</param>
    public static IReadOnlyList<CapacityForecast> Of(IReadOnlyList<Reading> readings) =>
    [
        Of("memory", readings, reading => reading.Memory, readings[^1].MemoryLimit),
        Of("connections", readings, reading => reading.Clients, readings[^1].ClientLimit),
    ];

    private static CapacityForecast Of(string resource, IReadOnlyList<Reading> readings, Func<Reading, long> used, long limit)
    {
        var (last, start) = (readings[^1], readings[0].At);
        if (last.At - start < ShortestSpan)
            return new(last.Server, resource, readings.Count, used(last), limit, null, null);

        var (meanDay, meanUse) = (readings.Average(Day), readings.Average(reading => (double)used(reading)));
        var slope = readings.Sum(reading => (Day(reading) - meanDay) * (used(reading) - meanUse)) / readings.Sum(reading => Math.Pow(Day(reading) - meanDay, 2));
        var day = meanDay + ((limit - meanUse) / slope);
        return new(last.Server, resource, readings.Count, used(last), limit, slope, slope > 0 && limit > 0 && day < FurthestDays ? Later(last.At, start.AddDays(day)) : null);

        double Day(Reading reading) => (reading.At - start).TotalDays;
    }

    /// <summary>What the line says to be over already is over now.</summary>
    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
