using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Checkouts
    {
        /// <summary>hash state, version and metadata of a session: a projection of its stream. Lifetime: <see cref="Ttl.CheckoutSession"/>.</summary>
        public static RedisKey Session(Guid checkout) => $"checkout:session:{{{Id(checkout)}}}";

        /// <summary>string: the frozen totals as JSON. Lifetime: <see cref="Ttl.CheckoutSession"/>.</summary>
        public static RedisKey Metadata(Guid checkout) => $"checkout:metadata:{{{Id(checkout)}}}";

        /// <summary>hash: the last payment attempt as the gateway knows it, never card data. Lifetime: <see cref="Ttl.PaymentIntent"/>.</summary>
        public static RedisKey Intent(Guid checkout) => $"payment:intent:{{{Id(checkout)}}}";

        /// <summary>string "checkout:number": who checks the cart out, and the fencing number. Lifetime: <see cref="Ttl.CheckoutLock"/>.</summary>
        public static RedisKey Lock(Guid cart) => $"checkout:lock:{Id(cart)}";
    }
}
