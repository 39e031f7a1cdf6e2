using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Caching;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Commerce.Infrastructure.Catalog;

/// <summary>
/// Answers from memory. A page that nobody who pays the same asked for at these versions of catalogue and rules costs one query, however many ask for it at once; every other one is bytes that are there.
/// A page whose prices change by schedule is kept until they do.
/// </summary>
internal sealed class Storefront(ICatalog catalog, NpgsqlDataSource database, ApplicationCache cache, IConfiguration configuration) : IStorefront
{
    private const char Then = '\u0001';

    private static readonly CacheFigures Pages = CacheFigures.Of("pages"), Products = CacheFigures.Of("products");

    private readonly ProductSearch search = new(database);
    private readonly BoundedCache<Kept<Rendered<ProductPage>>> pages = new(configuration.GetValue("Catalog:PageCacheBytes", 32L << 20));
    private readonly BoundedCache<Shown> products = new(configuration.GetValue("Catalog:ProductCacheBytes", 32L << 20));
    private readonly ConcurrentDictionary<string, Lazy<Task<Rendered<ProductPage>>>> underWay = new();
    private BuyerKeys keys = new(new([]));

    public ValueTask<Result<Rendered<ProductPage>>> Browse(ProductFilter filter, BuyerContext buyer, RulesInForce rules, CancellationToken ct)
    {
        var snapshot = catalog.Current;
        var key = Key(filter, KeyOf(buyer, rules), snapshot.Version, rules, buyer.Instant);

        return Pages.Looked(pages.TryGet(key, out var page) && page.Holds(buyer.Instant)) ? new((Result<Rendered<ProductPage>>)page!.Value) : new(Browse(snapshot, filter, buyer, rules, key, ct));
    }

    public async ValueTask<Result<RenderedProduct>> Show(string slug, BuyerContext buyer, RulesInForce rules, ToldOfPrices? told, CancellationToken ct)
    {
        var snapshot = catalog.Current;
        if (!snapshot.TryPublished(slug, out var product))
            return Product.Unknown;

        var key = $"{KeyOf(buyer, rules)}/{slug}";
        if (told is null && Products.Looked(products.TryGet(key, out var shown) && shown.Holds(product, snapshot.Shelves, rules, buyer.Instant)))
            return shown!.Page;
        if (await Text(product, ct) is not { } text)
            return Product.Unknown;

        var (page, until) = Rendering.Product(product, text, snapshot.Shelves, buyer, rules, told, pieces => Tag([.. pieces]));
        if (told is null)
            products.Set(key, new(product, snapshot.Shelves, rules.Pricing.Version, rules.Discounts.Version, buyer.Instant, until, page), page.Pieces.Sum(piece => piece.Length));

        return page;
    }

    private async Task<Result<Rendered<ProductPage>>> Browse(CatalogSnapshot snapshot, ProductFilter filter, BuyerContext buyer, RulesInForce rules, string key, CancellationToken ct)
    {
        var (category, collection) = (Find(snapshot, ShelfKind.Category, filter.Category), Find(snapshot, ShelfKind.Collection, filter.Collection));
        if (filter.Category is not null && category is null)
            return Category.Unknown;
        if (filter.Collection is not null && collection is null)
            return Collection.Unknown;

        Guid[]? categories = category is null ? null : [.. snapshot.Shelves.Subtree(category.ShelfId)];

        // Not cancelled with the first who asked: others may be waiting for the same page.
        return await underWay.GetOrAdd(key, _ => new(() => Make(snapshot, filter, buyer, rules, categories, collection?.ShelfId, key))).Value.WaitAsync(ct);
    }

    private async Task<Rendered<ProductPage>> Make(
        CatalogSnapshot snapshot, ProductFilter filter, BuyerContext buyer, RulesInForce rules, Guid[]? categories, Guid? collection, string key)
    {
        try
        {
            var found = await Find(snapshot.Version, filter, buyer.Currency, categories, collection);
            var (json, until) = Rendering.Page(snapshot, found, buyer, rules);
            var page = new Rendered<ProductPage>(json, Tag(json));
            pages.Set(key, new(page, buyer.Instant, until), json.Length);
            return page;
        }
        finally
        {
            underWay.TryRemove(key, out _);
        }
    }

    /// <summary>
    /// The search of a text weighs every match, so it is done once for all nodes and all who pay something else. Every other page is a few steps through an index, from wherever it goes on:
    /// to ask Redis for it would take as long. Stock changes without the catalogue.
    /// </summary>
    private async Task<Found> Find(long version, ProductFilter filter, string currency, Guid[]? categories, Guid? collection)
    {
        Task<Found> Search() => search.Find(filter, currency, categories, collection, CancellationToken.None);

        return filter is { Text: not null, InStock: false }
            ? await cache.Of(Keys.Application.Search(version, Fingerprint.Of(Asked(new(currency), filter).ToString())), _ => Search(), found => found.Products.Count * 16L, CancellationToken.None)
            : await Search();
    }

    /// <summary>Prices change more often than what is written of a product: it is not read again for that.</summary>
    private ValueTask<ProductText?> Text(CatalogProduct product, CancellationToken ct) =>
        cache.Of(Keys.Application.Details(product.ProductId, product.Version), stop => Read(product, stop), text => text is null ? 0 : Weight(text), ct);

    private static long Weight(ProductText text) => 1_000L + (text.Description.Length * sizeof(char)) + (text.Content.Images.Count * 200L);

    private async Task<ProductText?> Read(CatalogProduct product, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select content, description from catalog_product where product_id = @id");
        command.Parameters.AddWithValue("id", product.ProductId);
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;

        // The variants come from the snapshot, with what they cost the buyer.
        return new ProductText(JsonSerializer.Deserialize<StoredProduct>(row.GetFieldValue<byte[]>(0), StoredProduct.Json)! with { Variants = [] }, row.GetString(1));
    }

    private string KeyOf(BuyerContext buyer, RulesInForce rules)
    {
        var known = Volatile.Read(ref keys);
        if (!ReferenceEquals(known.Of, rules.Pricing.Rules))
            Volatile.Write(ref keys, known = new(rules.Pricing.Rules));

        return known.Key(buyer);
    }

    /// <summary>All that makes a page another one. The separator is a character no filter may hold.</summary>
    private static string Key(ProductFilter filter, string buyer, long version, RulesInForce rules, DateTimeOffset now)
    {
        var key = Asked(
            new StringBuilder(112).Append(version).Append(Then).Append(rules.Pricing.Version).Append(Then).Append(rules.Discounts.Version).Append(Then).Append(buyer), filter);

        // Stock changes without the catalogue: such a page is kept for a second.
        return (filter.InStock ? key.Append(Then).Append("stock").Append(now.ToUnixTimeSeconds()) : key).ToString();
    }

    private static StringBuilder Asked(StringBuilder key, ProductFilter filter)
    {
        key.Append(Then).Append((int)filter.Sort).Append(Then).Append(filter.Limit).Append(Then).Append(filter.MinPrice).Append(Then).Append(filter.MaxPrice)
            .Append(Then).Append(filter.Category).Append(Then).Append(filter.Collection).Append(Then).Append(filter.Text);
        foreach (var tag in filter.Tags)
            key.Append(Then).Append(tag);

        if (filter.After is { } after)
            key.Append(Then).Append(after.ProductId).Append(Then).Append(after.Number).Append(Then).Append(after.Rank).Append(Then).Append(after.Text);

        return key;
    }

    /// <summary>Of the bytes themselves: whoever pays the same may have the same, whatever it was made for.</summary>
    private static string Tag(params ReadOnlySpan<ReadOnlyMemory<byte>> pieces)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in pieces)
            digest.AppendData(piece.Span);

        return Convert.ToHexStringLower(digest.GetHashAndReset().AsSpan(0, 8));
    }

    private static Shelf? Find(CatalogSnapshot snapshot, ShelfKind kind, string? slug) => slug is null ? null : snapshot.Shelves.Find(kind, slug);

    /// <summary>Something whose prices hold from an instant until another.</summary>
    private sealed record Kept<T>(T Value, DateTimeOffset From, DateTimeOffset? Until)
    {
        public bool Holds(DateTimeOffset instant) => instant >= From && !(instant >= Until);
    }

    private sealed record Shown(CatalogProduct Of, Shelves Shelves, long Prices, long Discounts, DateTimeOffset From, DateTimeOffset? Until, RenderedProduct Page)
    {
        public bool Holds(CatalogProduct product, Shelves shelves, RulesInForce rules, DateTimeOffset instant) =>
            ReferenceEquals(Of, product) && ReferenceEquals(Shelves, shelves) && Prices == rules.Pricing.Version && Discounts == rules.Discounts.Version && instant >= From && !(instant >= Until);
    }
}
