using System.Text.Json;
using Commerce.Application.Catalog;
using Commerce.Domain.Catalog;
using Commerce.Infrastructure.Caching;
using Commerce.Infrastructure.Redis;
using Npgsql;

namespace Commerce.Infrastructure.Catalog;

/// <summary>Through the application cache, as they are written together in PostgreSQL. What a variant costs the shop itself stays there.</summary>
internal sealed class StoredVariants(NpgsqlDataSource database, ApplicationCache cache) : IProductVariants
{
    /// <summary>What a variant weighs in memory, roughly.</summary>
    private const long Weight = 500;

    public async Task<IReadOnlyList<ListedVariant>> Of(CatalogProduct product, CancellationToken ct) =>
        await cache.Of(Keys.Application.Variants(product.ProductId, product.Version), stop => Read(product.ProductId, stop), variants => variants.Count * Weight, ct);

    private async Task<List<ListedVariant>> Read(Guid product, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select content -> 'variants' from catalog_product where product_id = @id");
        command.Parameters.AddWithValue("id", product);
        var json = (string)(await command.ExecuteScalarAsync(ct))!;

        return [.. JsonSerializer.Deserialize<List<Variant>>(json, StoredProduct.Json)!.Select(Listed)];
    }

    private static ListedVariant Listed(Variant it) => new(
        it.VariantId, it.Sku, it.Options, [], it.WeightGrams, it.Min, it.Max, it.Step, it.Image);
}
