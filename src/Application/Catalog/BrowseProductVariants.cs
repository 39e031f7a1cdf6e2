using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Catalog;

/// <summary>All that is written of a product's variants, with their own prices in every currency, e.g. for a feed. Nothing changes.</summary>
public static class BrowseProductVariants
{
    public sealed record Query(string Slug) : IQuery<ProductVariants>;

    internal sealed class Handler(IProductVariants variants, TermsInForce inForce) : IQueryHandler<Query, ProductVariants>
    {
        public async Task<Result<ProductVariants>> Handle(Query query, CancellationToken ct)
        {
            var terms = inForce.Current;
            if (!terms.Catalog.TryPublished(query.Slug, out var product))
                return Product.Unknown;

            var (rules, written) = (terms.Rules, await variants.Of(product, ct));
            return new ProductVariants(
                product.ProductId, rules.Pricing.Version, rules.Discounts.Version, [.. written.Select(variant => variant with { Prices = Own(rules.Pricing.Prices.Find(variant.VariantId)) })]);
        }

        private static IReadOnlyList<Money> Own(VariantPrices? prices) =>
            prices is null ? [] : [.. prices.Base.OrderBy(price => price.Key, StringComparer.Ordinal).Select(price => new Money(price.Value, price.Key))];
    }
}

/// <summary>The variants of a product, in their order: 250 at most.</summary>
/// <param name="PriceVersion">The version of the prices in it.</param>
/// <param name="DiscountVersion">The version of the discounts in force; what they take off, a cart tells.</param>
public sealed record ProductVariants(Guid ProductId, long PriceVersion, long DiscountVersion, IReadOnlyList<ListedVariant> Items);
