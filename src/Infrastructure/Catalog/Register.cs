using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Catalog;

/// <summary>Reads the lists of staff. Ids rise with time, so the latest made has the highest.</summary>
internal sealed class Register(NpgsqlDataSource database) : IRegister
{
    public Task<Page<ProductRow>> Products(ProductStatus? status, string? text, Guid? after, int limit, CancellationToken ct) => List(
        """
        select product_id, stream_version, status, slug, title, cardinality(variant_ids), published_at, changed_at from catalog_product
        where (@after is null or product_id < @after) and (@filter is null or status = @filter)
        and (@text is null or search @@ (websearch_to_tsquery('english', @text) || websearch_to_tsquery('simple', @text)))
        order by product_id desc limit @limit
        """,
        status is { } wanted ? StoredProduct.Text(wanted) : null, text, after, limit,
        row => new ProductRow(row.GetGuid(0), row.GetInt64(1), StoredProduct.Status(row.GetString(2)), row.GetString(3), row.GetString(4), row.GetInt32(5),
            row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6), row.GetFieldValue<DateTimeOffset>(7)),
        product => product.ProductId, ct);

    public Task<Page<CategoryView>> Categories(Guid? after, int limit, CancellationToken ct) => List(
        Shelves, "category", null, after, limit,
        row => new CategoryView(row.GetGuid(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetGuid(5), row.GetInt32(6), row.GetBoolean(7)),
        category => category.CategoryId, ct);

    public Task<Page<CollectionView>> Collections(Guid? after, int limit, CancellationToken ct) => List(
        Shelves, "collection", null, after, limit,
        row => new CollectionView(row.GetGuid(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetBoolean(7)),
        collection => collection.CollectionId, ct);

    private const string Shelves =
        """
        select shelf_id, stream_version, slug, name, description, parent, position, archived from catalog_shelf
        where (@after is null or shelf_id < @after) and kind = @filter and @text is null order by shelf_id desc limit @limit
        """;

    private async Task<Page<T>> List<T>(
        string sql, string? filter, string? text, Guid? after, int limit, Func<NpgsqlDataReader, T> read, Func<T, Guid> id, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("after", NpgsqlDbType.Uuid, (object?)after ?? DBNull.Value);
        command.Parameters.AddWithValue("filter", NpgsqlDbType.Text, (object?)filter ?? DBNull.Value);
        command.Parameters.AddWithValue("text", NpgsqlDbType.Text, (object?)text ?? DBNull.Value);
        command.Parameters.AddWithValue("limit", limit + 1);

        var items = new List<T>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            if (items.Count == limit)
                return new(items, Cursor.Write(id(items[^1])));

            items.Add(read(rows));
        }

        return new(items, null);
    }
}
