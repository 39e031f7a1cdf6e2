using Commerce.Integration.Support;

namespace Commerce.Integration.Topologies;

/// <summary>
/// Several servers, under load, lose one of them, and bounds are held against the clock: worth something only where nothing else runs. <c>./test --failover</c> runs them by themselves.
/// </summary>
internal sealed class FailoverFactAttribute : NeedsRedisServerFactAttribute
{
    public FailoverFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("COMMERCE_FAILOVER") is null)
            Skip = "Failovers under load do not hold in every run yet (docs/operations.md): ./test --failover runs them.";
    }
}
