using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>A lost connection is tried again after 50 ms, then after 50 ms more each time, at most every 2 s and for ever: a short break costs little, and a long one brings no storm.</summary>
internal sealed class LinearBackOff : IReconnectRetryPolicy
{
    private const int StepMilliseconds = 50;
    private const int LongestMilliseconds = 2_000;

    /// <param name="currentRetryCount">Tries since the connection was lost.</param>
    /// <param name="timeElapsedMillisecondsSinceLastRetry">Milliseconds.</param>
    public bool ShouldRetry(long currentRetryCount, int timeElapsedMillisecondsSinceLastRetry) =>
        timeElapsedMillisecondsSinceLastRetry >= Math.Min(StepMilliseconds * (currentRetryCount + 1), LongestMilliseconds);
}
