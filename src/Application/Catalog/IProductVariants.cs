using Commerce.Domain;

namespace Commerce.Application.Catalog;

/// <summary>What is written of the variants of a product.</summary>
public interface IProductVariants
{
    /// <summary>In the order staff gave them, without their prices, which have versions of their own. From the cache where it is there for this version of the product, else from PostgreSQL.</summary>
    Task<IReadOnlyList<ListedVariant>> Of(CatalogProduct product, CancellationToken ct);
}

/// <summary>A variant as it is written, the same for whoever asks: what the caller pays and what is left of it, the product's page tells.</summary>
/// <param name="Options">Option name → value.</param>
/// <param name="Prices">What one unit costs before any price list, one for each currency it is sold in; minor units.</param>
/// <param name="Min">Fewest units of a cart line.</param>
/// <param name="Max">Most units of a cart line.</param>
/// <param name="Step">Units are bought in multiples of this.</param>
/// <param name="Image">Its own picture; null when it has none.</param>
public sealed record ListedVariant(
    string VariantId, string Sku, IReadOnlyDictionary<string, string> Options, IReadOnlyList<Money> Prices, int WeightGrams, int Min, int Max, int Step, string? Image);
