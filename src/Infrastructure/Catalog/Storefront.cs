using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Commerce.Application.Catalog;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Commerce.Infrastructure.Catalog;

/// <summary>
/// Answers from memory. A page that nobody asked for at this version of the catalogue costs one query, however many ask for it at once; every other one is bytes that are there.
/// </summary>
internal sealed class Storefront(ICatalog catalog, NpgsqlDataSource database, IConfiguration configuration, TimeProvider clock) : IStorefront
{
    private readonly string shopCurrency = configuration.ShopCurrency();
    private readonly ProductSearch search = new(database);
    private readonly BoundedCache<Rendered<ProductPage>> pages = new(configuration.GetValue("Catalog:PageCacheBytes", 32L << 20));
    private readonly BoundedCache<Shown> products = new(configuration.GetValue("Catalog:ProductCacheBytes", 32L << 20));
    private readonly ConcurrentDictionary<string, Lazy<Task<Rendered<ProductPage>>>> underWay = new();

    public ValueTask<Result<Rendered<ProductPage>>> Browse(ProductFilter filter, CancellationToken ct)
    {
        var snapshot = catalog.Current;
        var currency = filter.Currency ?? shopCurrency;
        var key = Key(filter, currency, snapshot.Version);

        return pages.TryGet(key, out var page) ? new((Result<Rendered<ProductPage>>)page) : new(Browse(snapshot, filter, currency, key, ct));
    }

    public async ValueTask<Result<RenderedProduct>> Show(string slug, string? currency, CancellationToken ct)
    {
        var snapshot = catalog.Current;
        if (!snapshot.TryPublished(slug, out var product))
            return Product.Unknown;

        var key = $"{currency ?? shopCurrency}/{slug}";
        if (products.TryGet(key, out var shown) && ReferenceEquals(shown.Of, product) && ReferenceEquals(shown.Shelves, snapshot.Shelves))
            return shown.Page;

        return await Show(snapshot, product, currency ?? shopCurrency, key, ct);
    }

    private async Task<Result<Rendered<ProductPage>>> Browse(CatalogSnapshot snapshot, ProductFilter filter, string currency, string key, CancellationToken ct)
    {
        var (category, collection) = (Find(snapshot, ShelfKind.Category, filter.Category), Find(snapshot, ShelfKind.Collection, filter.Collection));
        if (filter.Category is not null && category is null)
            return Category.Unknown;
        if (filter.Collection is not null && collection is null)
            return Collection.Unknown;

        Guid[]? categories = category is null ? null : [.. snapshot.Shelves.Subtree(category.ShelfId)];

        // Not cancelled with the first who asked: others may be waiting for the same page.
        return await underWay.GetOrAdd(key, _ => new(() => Make(snapshot, filter, currency, categories, collection?.ShelfId, key))).Value.WaitAsync(ct);
    }

    private async Task<Rendered<ProductPage>> Make(CatalogSnapshot snapshot, ProductFilter filter, string currency, Guid[]? categories, Guid? collection, string key)
    {
        try
        {
            var found = await search.Find(filter, currency, categories, collection, CancellationToken.None);
            var json = Rendering.Page(snapshot, found, currency);
            var page = new Rendered<ProductPage>(json, filter.InStock ? $"{snapshot.Version}-{Second()}" : snapshot.Version.ToString(CultureInfo.InvariantCulture));
            pages.Set(key, page, json.Length);
            return page;
        }
        finally
        {
            underWay.TryRemove(key, out _);
        }
    }

    private async Task<Result<RenderedProduct>> Show(CatalogSnapshot snapshot, CatalogProduct product, string currency, string key, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select content, description from catalog_product where product_id = @id");
        command.Parameters.AddWithValue("id", product.ProductId);
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return Product.Unknown;

        var stored = JsonSerializer.Deserialize<StoredProduct>(row.GetFieldValue<byte[]>(0), StoredProduct.Json)!;
        var page = Rendering.Product(product, stored, row.GetString(1), snapshot.Shelves, currency, snapshot.Version.ToString(CultureInfo.InvariantCulture));
        products.Set(key, new(product, snapshot.Shelves, page), page.Pieces.Sum(piece => piece.Length));
        return page;
    }

    /// <summary>All that makes a page another one. The separator is a character no filter may hold.</summary>
    private string Key(ProductFilter filter, string currency, long version)
    {
        const char Then = '\u0001';

        var key = new StringBuilder(96).Append(version).Append(Then).Append((int)filter.Sort).Append(Then).Append(filter.Limit).Append(Then).Append(currency)
            .Append(Then).Append(filter.MinPrice).Append(Then).Append(filter.MaxPrice).Append(Then).Append(filter.Category).Append(Then).Append(filter.Collection)
            .Append(Then).Append(filter.Text);
        foreach (var tag in filter.Tags)
            key.Append(Then).Append(tag);

        if (filter.After is { } after)
            key.Append(Then).Append(after.ProductId).Append(Then).Append(after.Number).Append(Then).Append(after.Rank).Append(Then).Append(after.Text);

        // Stock changes without the catalogue: such a page is kept for a second.
        return (filter.InStock ? key.Append(Then).Append("stock").Append(Second()) : key).ToString();
    }

    private long Second() => clock.GetUtcNow().ToUnixTimeSeconds();

    private static Shelf? Find(CatalogSnapshot snapshot, ShelfKind kind, string? slug) => slug is null ? null : snapshot.Shelves.Find(kind, slug);

    private sealed record Shown(CatalogProduct Of, Shelves Shelves, RenderedProduct Page);
}
