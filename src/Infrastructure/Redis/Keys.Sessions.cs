using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Sessions
    {
        /// <summary>hash cartId, currency, country, locale, lastActivity: what a customer was at and likes. Lifetime: <see cref="Ttl.UserSession"/>, sliding.</summary>
        public static RedisKey User(Guid customer) => $"user:session:{{{Id(customer)}}}";
    }
}
