using System.Collections.Immutable;
using System.Text.Json;
using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Infrastructure.Catalog;

/// <summary>Makes the answers of the storefront out of the snapshot.</summary>
internal static class Rendering
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static byte[] Page(CatalogSnapshot snapshot, Found found, string currency)
    {
        var items = new List<ListedProduct>(found.Products.Count);
        foreach (var id in found.Products)
            if (snapshot.TryProduct(id, out var product) && product.IsPublished)
                items.Add(new(id, product.Slug, product.Title, product.Image, Range(product.Variants, currency), product.Variants.Length));

        return JsonSerializer.SerializeToUtf8Bytes(new ProductPage(currency, items, found.Last is { } last ? Cursor.Write(last) : null), Json);
    }

    /// <summary>Relies on two declarations: the variants come last in the page, what is available last in a variant.</summary>
    public static RenderedProduct Product(CatalogProduct product, StoredProduct stored, string description, Shelves shelves, string currency, string tag)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(Detail(product, stored, description, shelves, currency), Json).AsMemory();
        var pieces = new List<ReadOnlyMemory<byte>>();
        var open = head[..^"]}"u8.Length].ToArray();
        foreach (var variant in product.Variants)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(Offer(variant, currency), Json);
            pieces.Add((byte[])[.. open, .. json.AsSpan()[..^"0}"u8.Length]]);
            open = [.. "},"u8];
        }

        pieces.Add(product.Variants.IsEmpty ? head : "}]}"u8.ToArray());
        return new([.. product.Variants.Select(variant => variant.VariantId)], pieces, tag);
    }

    private static ProductDetail Detail(CatalogProduct product, StoredProduct stored, string description, Shelves shelves, string currency) => new(
        product.ProductId, product.Slug, product.Title, description, stored.Images, stored.Tags,
        [.. product.Categories.Select(shelves.Find).OfType<Shelf>().Select(it => Links(shelves.Path(it)))],
        Links(product.Collections.Select(shelves.Find).OfType<Shelf>()),
        stored.Options, currency, []);

    private static IReadOnlyList<ShelfLink> Links(IEnumerable<Shelf> shelves) => [.. shelves.Select(it => new ShelfLink(it.Slug, it.Name))];

    private static OfferedVariant Offer(CatalogVariant it, string currency) => new(
        it.VariantId, it.Sku, it.Options, it.Prices.TryGetValue(currency, out var amount) ? new Money(amount, currency) : null,
        it.WeightGrams, it.Min, it.Max, it.Step, it.Image, Available: 0);

    private static PriceRange? Range(ImmutableArray<CatalogVariant> variants, string currency)
    {
        var (low, high) = (long.MaxValue, long.MinValue);
        foreach (var variant in variants)
            if (variant.Prices.TryGetValue(currency, out var amount))
                (low, high) = (Math.Min(low, amount), Math.Max(high, amount));

        return low > high ? null : new(new(low, currency), new(high, currency));
    }
}
