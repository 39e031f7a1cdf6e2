using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Catalog
    {
        /// <summary>A channel, no key: the catalogue's new version, told after each commit that made one.</summary>
        public static RedisChannel Changes => RedisChannel.Literal("catalog:changes");
    }
}
