using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>A lost connection is tried again after 50 ms, then after 50 ms more each time, at most every 2 s and for ever: a short break costs little, and a long one brings no storm.</summary>
internal sealed class LinearBackOff : IReconnectRetryPolicy
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <param name="tries">So far; 1 at least.</param>
    public static TimeSpan After(long tries) => Step * Math.Min(tries, Longest / Step);

    /// <param name="currentRetryCount">Tries since the connection was lost.</param>
    /// <param name="timeElapsedMillisecondsSinceLastRetry">Milliseconds.</param>
    public bool ShouldRetry(long currentRetryCount, int timeElapsedMillisecondsSinceLastRetry) => timeElapsedMillisecondsSinceLastRetry >= After(currentRetryCount + 1).TotalMilliseconds;
}
