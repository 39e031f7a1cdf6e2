using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Rulesets
    {
        /// <summary>A channel, no key: the newest version of the prices, told after each commit that made one.</summary>
        public static RedisChannel PricingChanges => RedisChannel.Literal("pricing-ruleset:changes");

        /// <summary>A channel, no key: the newest version of the discounts.</summary>
        public static RedisChannel DiscountChanges => RedisChannel.Literal("discount-ruleset:changes");
    }
}
