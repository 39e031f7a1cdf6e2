using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Commerce.Infrastructure.Operations;

/// <summary>Times of Redis operations, by the store and the method that asked (<c>RedisCarts.Save</c>) and by whether they were answered.</summary>
internal static class OperationTimes
{
    private static readonly Histogram<double> Duration = Telemetry.Meter.CreateHistogram<double>(
        "commerce.redis.operation.duration", "s", "Time of a Redis operation, retries included, by operation and outcome: ok, failed.",
        advice: new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1] });

    private static readonly ConcurrentDictionary<(string File, string Member), string> Names = new();

    /// <param name="started">A time stamp of <see cref="Stopwatch"/>.</param>
    /// <param name="file">The caller's file, as the compiler tells it.</param>
    public static void Record(long started, string file, string member, bool isAnswered) => Duration.Record(
        Stopwatch.GetElapsedTime(started).TotalSeconds,
        new("operation", Names.GetOrAdd((file, member), static caller => $"{Path.GetFileName(caller.File.Replace('\\', '/')).Split('.')[0]}.{caller.Member}")),
        new("outcome", isAnswered ? "ok" : "failed"));
}
