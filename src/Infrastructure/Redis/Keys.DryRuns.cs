using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class DryRuns
    {
        /// <summary>string: how far a dry run is, and what came of it. Lifetime: <see cref="Ttl.DryRun"/>.</summary>
        public static RedisKey Run(Guid run) => $"pricing:dry-run:{Id(run)}";
    }
}
