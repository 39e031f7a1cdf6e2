using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    internal static class Inventory
    {
        /// <summary>hash on_hand, version, backorder: the level as PostgreSQL last said. Lifetime: none.</summary>
        public static RedisKey Variant(string variant) => $"inventory:variant:{{{Id(variant)}}}";

        /// <summary>string: units in live holds of all carts, always their exact sum. Lifetime: none.</summary>
        public static RedisKey Reserved(string variant) => $"inventory:reserved:{{{Id(variant)}}}";

        /// <summary>hash cart → "units:since". Lifetime: none; a field lives as long as its deadline.</summary>
        public static RedisKey Holds(string variant) => $"inventory:holds:{{{Id(variant)}}}";

        /// <summary>sorted set of carts, scored by the millisecond their hold ends. Lifetime: none.</summary>
        public static RedisKey Deadlines(string variant) => $"inventory:deadlines:{{{Id(variant)}}}";

        /// <summary>string: units of one hold, for whoever shows how long it lasts. Lifetime: <see cref="Ttl.InventoryReservation"/>, or until the hold's deadline. Nothing is decided by it.</summary>
        public static RedisKey Reservation(Guid cart, string variant) => $"inventory:reservation:{Id(cart)}:{{{Id(variant)}}}";

        /// <summary>sorted set of variants with holds, scored by the millisecond to look at them next. Lifetime: none.</summary>
        public static RedisKey Due() => "inventory:{due}";

        /// <summary>sorted set of variants a node is looking at, scored by the millisecond its lease ends. Lifetime: none.</summary>
        public static RedisKey Leased() => "inventory:{due}:leased";
    }
}
