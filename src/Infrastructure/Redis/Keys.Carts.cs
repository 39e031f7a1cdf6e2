using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Carts
    {
        /// <summary>hash document, version, saved, edit, bare: an anonymous cart, by the fingerprint of its token. Lifetime: <see cref="Ttl.Cart"/>, sliding.</summary>
        public static RedisKey Session(string tokenHash) => $"cart:session:{{{Id(tokenHash)}}}";

        /// <summary>hash document, version, saved, edit, bare: a customer's cart. Lifetime: <see cref="Ttl.Cart"/>, sliding.</summary>
        public static RedisKey Customer(Guid customer) => $"cart:customer:{{{Id(customer)}}}";

        /// <summary>string: the record of an edit under an idempotency key, in the slot of the cart. Lifetime: <see cref="Ttl.Idempotency"/>.</summary>
        public static RedisKey SessionEdit(string tokenHash, string key) => $"idempotency:{{{Id(tokenHash)}}}:{Id(key)}";

        /// <summary>string: the record of an edit under an idempotency key, in the slot of the cart. Lifetime: <see cref="Ttl.Idempotency"/>.</summary>
        public static RedisKey CustomerEdit(Guid customer, string key) => $"idempotency:{{{Id(customer)}}}:{Id(key)}";

        /// <summary>string: the token that was made for a request with this idempotency key. Lifetime: <see cref="Ttl.Idempotency"/>.</summary>
        public static RedisKey Token(string key) => $"cart:token:{{{Id(key)}}}";
    }
}
