using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Bundles
    {
        /// <summary>string: what a bundle is, without its sets, and the version of the catalogue the others were made by. Lifetime: <see cref="Ttl.Bundle"/>.</summary>
        public static RedisKey Definition(string bundle) => $"bundle:{{{Id(bundle)}}}:definition";

        /// <summary>string: its sets and options. Lifetime: <see cref="Ttl.Bundle"/>.</summary>
        public static RedisKey Sets(string bundle) => $"bundle:{{{Id(bundle)}}}:sets";

        /// <summary>set: option/variant of those that may be picked in one of its sets, and what they were found out for. Lifetime: <see cref="Ttl.Bundle"/>.</summary>
        public static RedisKey Eligibility(string bundle, string set) => $"bundle:{{{Id(bundle)}}}:eligibility:{Id(set)}";
    }
}
