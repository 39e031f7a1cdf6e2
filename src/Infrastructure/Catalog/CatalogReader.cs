using System.Data;
using System.Text.Json;
using Commerce.Application.Catalog;
using Commerce.Domain.Catalog;
using Commerce.Infrastructure.Snapshots;
using Npgsql;

namespace Commerce.Infrastructure.Catalog;

/// <summary>Reads what changed since a version. One reader serves one node, one call at a time, and keeps the texts that recur.</summary>
internal sealed class CatalogReader(NpgsqlDataSource database)
{
    private const string Changes =
        """
        select version from catalog_version;
        select shelf_id, kind, slug, name, description, parent, position, archived from catalog_shelf where version > $1;
        select product_id, status, version, content from catalog_product where version > $1 order by version;
        """;

    private readonly KeyPool pool = new();

    /// <summary>The version the catalogue is at now. One short query.</summary>
    public async Task<long> Version(CancellationToken ct)
    {
        await using var command = database.CreateCommand("select version from catalog_version");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The snapshot brought up to date; the same one when nothing changed.</summary>
    public async Task<CatalogSnapshot> Advance(CatalogSnapshot from, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);

        // One view for the three statements: else a change between two of them would be counted and not read.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var sql in Changes.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var command = new NpgsqlBatchCommand(sql);
            if (sql.Contains("$1", StringComparison.Ordinal))
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from.Version });

            batch.BatchCommands.Add(command);
        }

        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        var version = rows.GetInt64(0);
        if (version == from.Version)
            return from;

        await rows.NextResultAsync(ct);
        var shelves = new List<Shelf>();
        while (await rows.ReadAsync(ct))
            shelves.Add(Shelf(rows));

        await rows.NextResultAsync(ct);
        var products = new List<CatalogProduct>();
        while (await rows.ReadAsync(ct))
            products.Add(Product(rows));

        return from.With(version, products, shelves);
    }

    private static Shelf Shelf(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1) == "category" ? ShelfKind.Category : ShelfKind.Collection, row.GetString(2), row.GetString(3), row.GetString(4),
        row.IsDBNull(5) ? null : row.GetGuid(5), row.GetInt32(6), row.GetBoolean(7));

    private CatalogProduct Product(NpgsqlDataReader row)
    {
        var it = JsonSerializer.Deserialize<StoredProduct>(row.GetFieldValue<byte[]>(3), StoredProduct.Json)!;
        var product = new CatalogProduct
        {
            ProductId = row.GetGuid(0),
            Status = StoredProduct.Status(row.GetString(1)),
            Version = row.GetInt64(2),
            Slug = it.Slug,
            Title = it.Title,
            Image = it.Images.Count == 0 ? null : it.Images[0].Url,
            Categories = [.. it.Categories],
            Collections = [.. it.Collections],
            Tags = [.. it.Tags.Select(pool.Text)],
            TaxClass = pool.Text(it.TaxClass),
        };
        product.Variants = [.. it.Variants.Select(variant => Variant(product, variant))];
        return product;
    }

    private CatalogVariant Variant(CatalogProduct product, Variant it) => new(product)
    {
        VariantId = it.VariantId,
        Sku = it.Sku,
        Options = pool.Map([.. it.Options.Keys], [.. it.Options.Values.Select(pool.Text)]),
        Costs = it.Costs is null ? SmallMap<long>.Empty : pool.Map([.. it.Costs.Keys], [.. it.Costs.Values]),
        WeightGrams = it.WeightGrams,
        Min = it.Min,
        Max = it.Max,
        Step = it.Step,
        OwnImage = it.Image == product.Image ? null : it.Image,
    };
}
