using System.Collections.Frozen;
using System.Collections.Immutable;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Catalog;

/// <summary>Where a product stands: only a published one is in the shop.</summary>
public enum ProductStatus
{
    Draft,
    Published,
    Archived,
}

/// <summary>A product in the snapshot: what carts, prices and lists need of it. Its description stays in PostgreSQL.</summary>
public sealed class CatalogProduct
{
    public required Guid ProductId { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }

    /// <summary>The address of its first picture; null when it has none.</summary>
    public required string? Image { get; init; }

    public required ProductStatus Status { get; init; }
    public required IReadOnlyList<Guid> Categories { get; init; }
    public required IReadOnlyList<Guid> Collections { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The code by which tax zones say what is due.</summary>
    public string TaxClass { get; init; } = Goods.StandardTax;

    /// <summary>The version of the catalogue that changed it last.</summary>
    public required long Version { get; init; }

    public ImmutableArray<CatalogVariant> Variants { get; internal set; } = [];

    public bool IsPublished => Status == ProductStatus.Published;

    /// <summary>The shelves it was looked up on last, with its categories and all above them.</summary>
    internal Lineage? Lineage { get; set; }
}

/// <summary>Something that was made of the shelves, and of which.</summary>
internal sealed record Lineage(Shelves Of, IReadOnlyList<Guid> Categories);

/// <summary>A variant in the snapshot. Variants of drafts and of archived products are there too, since carts may still name them: they have prices too, and are not for sale.</summary>
public sealed class CatalogVariant(CatalogProduct product)
{
    public required string VariantId { get; init; }
    public required string Sku { get; init; }

    /// <summary>Option name → chosen value.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>ISO 4217 currency → minor units that one unit costs the shop itself, where somebody said. Never for shoppers.</summary>
    public IReadOnlyDictionary<string, long> Costs { get; init; } = FrozenDictionary<string, long>.Empty;

    public required int WeightGrams { get; init; }

    /// <summary>Fewest units of one cart line.</summary>
    public required int Min { get; init; }

    /// <summary>Most units of one cart line.</summary>
    public required int Max { get; init; }

    /// <summary>Units are bought in multiples of this.</summary>
    public required int Step { get; init; }

    /// <summary>Its own picture; null when it has none.</summary>
    public required string? OwnImage { get; init; }

    public CatalogProduct Product => product;

    public Guid ProductId => product.ProductId;

    public string Slug => product.Slug;

    public string ProductTitle => product.Title;

    /// <summary>Its own picture, else its product's; null when there is neither.</summary>
    public string? Image => OwnImage ?? product.Image;

    /// <summary>As prices see it, made when it was first priced.</summary>
    internal Domain.Pricing.Goods? Goods { get; set; }
}
