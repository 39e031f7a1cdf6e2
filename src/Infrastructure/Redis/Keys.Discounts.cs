using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Discounts
    {
        /// <summary>set of the ids of the products a discount is for, and of the stamp of what it was made of. Lifetime: <see cref="Ttl.Eligibility"/>.</summary>
        public static RedisKey Eligibility(string discount) => $"discount:eligibility:{Id(discount)}";

        /// <summary>string: a node is looking for them. Lifetime: <see cref="Ttl.EligibilityLease"/>.</summary>
        public static RedisKey EligibilityLease(string discount) => $"discount:eligibility-lease:{Id(discount)}";
    }
}
