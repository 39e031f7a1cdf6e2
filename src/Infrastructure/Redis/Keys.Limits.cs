using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Limits
    {
        /// <summary>string: the µs at which a client's quota will be whole again; it goes then. Lifetime: <see cref="Ttl.Limit"/> at most.</summary>
        public static RedisKey Whole(string policy, string kind, Guid client) => $"limit:{Id(policy)}:{Id(kind)}:{Id(client)}";
    }
}
