using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Reviews
    {
        /// <summary>A channel, no key: the new version of what shoppers see of reviews, told after each commit that made one.</summary>
        public static RedisChannel Changes => RedisChannel.Literal("reviews:changes");
    }
}
