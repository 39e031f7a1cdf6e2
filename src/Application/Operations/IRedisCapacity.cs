namespace Commerce.Application.Operations;

/// <summary>What Redis uses over time, and when it will not suffice any more.</summary>
public interface IRedisCapacity
{
    /// <summary>Writes down what every primary uses now.</summary>
    /// <param name="name">The name of a connection string in the settings, or one itself.</param>
    /// <returns>How many primaries there are.</returns>
    Task<int> Record(string name, CancellationToken ct);

    /// <summary>Draws a straight line through what was written down and follows it.</summary>
    /// <param name="windowDays">How far back it looks.</param>
    Task<IReadOnlyList<CapacityForecast>> Forecast(int windowDays, CancellationToken ct);
}

/// <summary>One resource of one server.</summary>
/// <param name="Server">Its address.</param>
/// <param name="Resource"><c>memory</c>, in bytes, or <c>connections</c>.</param>
/// <param name="Readings">How many the line was drawn through.</param>
/// <param name="Used">At the last reading.</param>
/// <param name="Limit"><c>maxmemory</c>, or the machine's memory where there is none; <c>maxclients</c>.</param>
/// <param name="GrowthPerDay">What the line rises by in a day; negative when it falls, null when the readings are of less than a day.</param>
/// <param name="RunsOut">When the line meets the limit; null when it does not rise, or not within a hundred years.</param>
public sealed record CapacityForecast(string Server, string Resource, int Readings, long Used, long Limit, double? GrowthPerDay, DateTimeOffset? RunsOut);
