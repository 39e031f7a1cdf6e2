using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Infrastructure.Catalog;

/// <summary>Makes the answers of the storefront out of the snapshot and what its variants cost a buyer.</summary>
internal static class Rendering
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public static (byte[] Json, DateTimeOffset? Until) Page(CatalogSnapshot snapshot, Found found, BuyerContext buyer, RulesInForce rules)
    {
        var (offers, items, until) = (new PriceOffers(buyer, rules), new List<ListedProduct>(found.Products.Count), (DateTimeOffset?)null);
        foreach (var id in found.Products)
            if (snapshot.TryProduct(id, out var product) && product.IsPublished)
            {
                var (price, listPrice) = Ranges(product, offers, buyer.Currency, ref until);
                items.Add(new(id, product.Slug, product.Title, product.Image, price, listPrice, product.Variants.Length));
            }

        return (JsonSerializer.SerializeToUtf8Bytes(
            new ProductPage(buyer.Currency, rules.Pricing.Version, rules.Discounts.Version, until, items, found.Last is { } last ? Cursor.Write(last) : null), Json), until);
    }

    /// <summary>Relies on two declarations: the variants come last in the page, what is available last in a variant.</summary>
    public static (RenderedProduct Page, DateTimeOffset? Until) Product(
        CatalogProduct product, ProductText text, Shelves shelves, BuyerContext buyer, RulesInForce rules, ToldOfPrices? told, Func<IReadOnlyList<ReadOnlyMemory<byte>>, string> tag)
    {
        var (offers, until) = (new PriceOffers(buyer, rules), (DateTimeOffset?)null);
        var head = JsonSerializer.SerializeToUtf8Bytes(Detail(product, text, shelves, buyer, rules), Json).AsMemory();
        var pieces = new List<ReadOnlyMemory<byte>>();
        var open = head[..^"]}"u8.Length].ToArray();
        foreach (var variant in product.Variants)
        {
            var offer = offers.Find(variant.VariantId, out var change);
            until = Earlier(until, change);
            var json = JsonSerializer.SerializeToUtf8Bytes(Offer(variant, offer, change, buyer.Currency, told), Json);
            pieces.Add((byte[])[.. open, .. json.AsSpan()[..^"0}"u8.Length]]);
            open = [.. "},"u8];
        }

        pieces.Add(product.Variants.IsEmpty ? head : "}]}"u8.ToArray());
        return (new([.. product.Variants.Select(variant => variant.VariantId)], pieces, tag(pieces)), until);
    }

    private static ProductDetail Detail(CatalogProduct product, ProductText text, Shelves shelves, BuyerContext buyer, RulesInForce rules) => new(
        product.ProductId, product.Slug, product.Title, text.Description, text.Content.Images, text.Content.Tags,
        [.. product.Categories.Select(shelves.Find).OfType<Shelf>().Select(it => Links(shelves.Path(it)))],
        Links(product.Collections.Select(shelves.Find).OfType<Shelf>()),
        text.Content.Options, buyer.Currency, rules.Pricing.Version, rules.Discounts.Version, []);

    private static IReadOnlyList<ShelfLink> Links(IEnumerable<Shelf> shelves) => [.. shelves.Select(it => new ShelfLink(it.Slug, it.Name))];

    private static OfferedVariant Offer(CatalogVariant it, PriceOffer? offer, DateTimeOffset? until, string currency, ToldOfPrices? told) => new(
        it.VariantId, it.Sku, it.Options,
        offer is { } price ? new Money(price.UnitPrice, currency) : null, offer is { } list ? new Money(list.ListPrice, currency) : null, offer?.From ?? 1,
        [.. from tier in offer?.Tiers ?? [] select new OfferedTier(tier.From, new(tier.Amount, currency))], offer?.Mode ?? TierMode.Volume, until,
        it.WeightGrams, it.Min, it.Max, it.Step, it.Image, Available: 0,
        told?.Lowest?.TryGetValue(it.VariantId, out var lowest) is true ? lowest : null, told?.Why?.GetValueOrDefault(it.VariantId));

    private static (PriceRange? Price, PriceRange? ListPrice) Ranges(CatalogProduct product, PriceOffers offers, string currency, ref DateTimeOffset? until)
    {
        var (low, high, lowList, highList) = (long.MaxValue, long.MinValue, long.MaxValue, long.MinValue);
        foreach (var variant in product.Variants)
        {
            if (offers.Find(variant.VariantId, out var change) is { } offer)
            {
                (low, high) = (Math.Min(low, offer.UnitPrice), Math.Max(high, offer.UnitPrice));
                (lowList, highList) = (Math.Min(lowList, offer.ListPrice), Math.Max(highList, offer.ListPrice));
            }

            // One that has no price yet as well: the page is another when the first begins.
            until = Earlier(until, change);
        }

        return low > high ? (null, null) : (new(new(low, currency), new(high, currency)), new(new(lowList, currency), new(highList, currency)));
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}

/// <summary>What only a product's own page shows of it, less its variants.</summary>
internal sealed record ProductText(StoredProduct Content, string Description);
