using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

internal static partial class Keys
{
    /// <summary>
    /// What the application cache keeps. Each string ends in the version of what it was made of: with another version it is another key, and the old one is left to its lifetime. So nothing is ever
    /// looked for to be thrown away.
    /// </summary>
    internal static class Application
    {
        private const string DetailsStart = "product:details:", ReviewsStart = "product:reviews:", SearchStart = "search:products:", VariantsStart = "product:variants:";

        /// <summary>How the keys of each cache begin, and what metrics call it.</summary>
        public static readonly IReadOnlyList<(string Start, string Name)> Caches = [(DetailsStart, "details"), (ReviewsStart, "reviews"), (SearchStart, "search"), (VariantsStart, "variants")];

        /// <summary>string: what is written of a product, at a version of the catalogue that changed it. Lifetime: <see cref="Ttl.ApplicationCache"/>.</summary>
        public static RedisKey Details(Guid product, long version) => $"{DetailsStart}{Id(product)}:{version}";

        /// <summary>string: what is written of a product's variants, at a version of the catalogue that changed it. Lifetime: <see cref="Ttl.ApplicationCache"/>.</summary>
        public static RedisKey Variants(Guid product, long version) => $"{VariantsStart}{Id(product)}:{version}";

        /// <summary>string: a page of what shoppers see of a product's reviews, at the version that changed them last. Lifetime: <see cref="Ttl.ApplicationCache"/>.</summary>
        public static RedisKey Reviews(Guid product, long version, string page) => $"{ReviewsStart}{Id(product)}:{version}:{Id(page)}";

        /// <summary>string: which products a page of a search has, at a version of the catalogue. Lifetime: <see cref="Ttl.ApplicationCache"/>.</summary>
        public static RedisKey Search(long version, string page) => $"{SearchStart}{version}:{Id(page)}";

        /// <summary>sorted set of the products published last on a category or below it, scored by the ms they were, and of the version. Lifetime: <see cref="Ttl.ApplicationCache"/>.</summary>
        public static RedisKey Recent(Guid category) => $"products:recent:{Id(category)}";

        /// <summary>set of the categories a product was put on, and of the version that did. Lifetime: <see cref="Ttl.ApplicationCache"/>.</summary>
        public static RedisKey Categories(Guid product) => $"product:categories:{Id(product)}";

        /// <summary>A string of the above, given back by the library that keeps them as text. Lifetime: <see cref="Ttl.ApplicationCache"/>.</summary>
        internal static RedisKey Again(string key) =>
            Caches.Any(cache => key.StartsWith(cache.Start, StringComparison.Ordinal)) ? key : throw new ArgumentException($"'{key}' is no key of the application cache.", nameof(key));
    }
}
