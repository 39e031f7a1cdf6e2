using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Projection
    {
        /// <summary>
        /// How the keys begin that can be made again from PostgreSQL: the stock and its holds, checkouts with their locks and intents, prices and rules, bundles, and what the application cache keeps there.
        /// </summary>
        public static readonly IReadOnlyList<string> Stores =
            ["inventory:", "checkout:", "payment:intent:", "pricing-ruleset", "discount-ruleset", "discount:", "bundle:", "product:", "products:", "search:"];

        /// <summary>string: the servers, with their histories, that were last brought up to date with PostgreSQL. Lifetime: <see cref="Ttl.Marker"/>, renewed by every node that finds it right.</summary>
        public static RedisKey Marker() => "projection:marker";

        /// <summary>string: the same of one primary of a cluster, in the lowest of its slots. Lifetime: <see cref="Ttl.Marker"/>, renewed by every node that finds it right.</summary>
        /// <param name="tag">Lies in that slot.</param>
        public static RedisKey Marker(long tag) => $"projection:marker:{{{tag}}}";
    }
}
