using System.Diagnostics.CodeAnalysis;
using Commerce.Application.Snapshots;

namespace Commerce.Application.Catalog;

/// <summary>One version of the catalogue, immutable. The next one shares all that did not change.</summary>
public sealed class CatalogSnapshot
{
    private readonly ShardedMap<Guid, CatalogProduct> products;
    private readonly ShardedMap<string, Guid> slugs;
    private readonly ShardedMap<string, CatalogVariant> variants;

    private CatalogSnapshot(long version, Shelves shelves, ShardedMap<Guid, CatalogProduct> products, ShardedMap<string, Guid> slugs, ShardedMap<string, CatalogVariant> variants)
    {
        (Version, Shelves) = (version, shelves);
        (this.products, this.slugs, this.variants) = (products, slugs, variants);
    }

    public static CatalogSnapshot Empty { get; } =
        new(0, Shelves.None, ShardedMap<Guid, CatalogProduct>.Empty, ShardedMap<string, Guid>.Empty, ShardedMap<string, CatalogVariant>.Empty);

    /// <summary>Rises by one with each change of a product, category or collection, the same on all nodes.</summary>
    public long Version { get; }

    /// <summary>Categories and collections.</summary>
    public Shelves Shelves { get; }

    /// <summary>Products of any status.</summary>
    public int ProductCount => products.Count;

    /// <summary>All of them, in no order.</summary>
    public IEnumerable<CatalogProduct> Products => products.All.Select(product => product.Value);

    /// <summary>Any variant there is, whether or not it may be bought.</summary>
    public bool TryVariant(string variantId, [MaybeNullWhen(false)] out CatalogVariant variant) => variants.TryGet(variantId, out variant);

    public bool TryProduct(Guid productId, [MaybeNullWhen(false)] out CatalogProduct product) => products.TryGet(productId, out product);

    /// <summary>All products shoppers may see, in no order.</summary>
    public IEnumerable<CatalogProduct> Published => products.All.Select(product => product.Value).Where(product => product.IsPublished);

    /// <summary>The product shoppers see under this slug.</summary>
    public bool TryPublished(string slug, [MaybeNullWhen(false)] out CatalogProduct product)
    {
        product = null;
        return slugs.TryGet(slug, out var id) && products.TryGet(id, out product) && product.IsPublished;
    }

    /// <summary>The snapshot with these products and shelves put in the place of those of the same ids.</summary>
    public CatalogSnapshot With(long version, IReadOnlyList<CatalogProduct> changed, IReadOnlyList<Shelf> changedShelves)
    {
        var (byId, bySlug, byVariant) = (products.Change(), slugs.Change(), variants.Change());
        foreach (var product in changed)
            if (products.TryGet(product.ProductId, out var before))
            {
                bySlug.Remove(before.Slug);
                foreach (var variant in before.Variants)
                    byVariant.Remove(variant.VariantId);
            }

        foreach (var product in changed)
        {
            byId.Set(product.ProductId, product);
            bySlug.Set(product.Slug, product.ProductId);
            foreach (var variant in product.Variants)
                byVariant.Set(variant.VariantId, variant);
        }

        return new(version, Shelves.With(changedShelves), byId.Done(), bySlug.Done(), byVariant.Done());
    }
}
