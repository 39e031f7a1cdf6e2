using Commerce.Domain.Rulesets;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Rulesets
    {
        /// <summary>string: the prices and rules of a version, or what they change of an earlier one. Lifetime: none; taken away when a checkpoint has made it needless.</summary>
        public static RedisKey PricingBundle(long version) => $"pricing-ruleset-bundle:{version}";

        /// <summary>string: the newest version whose bundle is there. Lifetime: none.</summary>
        public static RedisKey PricingVersion() => "pricing-ruleset-version";

        /// <summary>string: the discounts of a version. Lifetime: none; taken away when a later one has made it needless.</summary>
        public static RedisKey DiscountBundle(long version) => $"discount:ruleset-bundle:{version}";

        /// <summary>string: the newest version whose bundle is there. Lifetime: none.</summary>
        public static RedisKey DiscountVersion() => "discount-ruleset-version";

        /// <summary>A channel, no key: the pointer's new version, told after each move.</summary>
        public static RedisChannel Changes(RulesetKind kind) => RedisChannel.Literal(kind == RulesetKind.Pricing ? "pricing-ruleset:changes" : "discount-ruleset:changes");
    }
}
