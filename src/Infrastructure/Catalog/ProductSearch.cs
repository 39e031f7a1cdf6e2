using System.Globalization;
using System.Text;
using Commerce.Application.Catalog;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Catalog;

/// <summary>Finds the products of a page in PostgreSQL. Pages go on from a position, never from a count, so they neither repeat nor skip when products come and go.</summary>
internal sealed class ProductSearch(NpgsqlDataSource database)
{
    private const string AnyWords = "(websearch_to_tsquery('english', @text) || websearch_to_tsquery('simple', @text))";

    /// <param name="categories">The asked one and all below it; null: any.</param>
    public async Task<Found> Find(ProductFilter filter, string currency, Guid[]? categories, Guid? collection, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql(filter, categories is not null, collection is not null));
        var values = command.Parameters;
        values.AddWithValue("limit", filter.Limit + 1);
        values.AddWithValue("currency", currency);
        values.AddWithValue("categories", NpgsqlDbType.Array | NpgsqlDbType.Uuid, categories ?? []);
        values.AddWithValue("collection", collection ?? Guid.Empty);
        values.AddWithValue("tags", filter.Tags.ToArray());
        values.AddWithValue("text", filter.Text ?? "");
        values.AddWithValue("min", filter.MinPrice ?? 0);
        values.AddWithValue("max", filter.MaxPrice ?? long.MaxValue);
        values.AddWithValue("id", filter.After?.ProductId ?? Guid.Empty);
        values.AddWithValue("key", Key(filter.After));

        var ids = new List<Guid>();
        ListPosition? last = null;
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            if (ids.Count == filter.Limit)
                return new(ids, last);

            ids.Add(rows.GetGuid(0));
            last = Position(filter.Sort, rows);
        }

        return new(ids, null);
    }

    private static string Sql(ProductFilter filter, bool byCategory, bool byCollection)
    {
        var priced = filter.Sort is ProductSort.PriceAsc or ProductSort.PriceDesc || filter.MinPrice is not null || filter.MaxPrice is not null;
        var (key, direction) = filter.Sort switch
        {
            ProductSort.PriceAsc => ("c.low", "asc"),
            ProductSort.PriceDesc => ("c.low", "desc"),
            ProductSort.Title => ("p.sort_title", "asc"),
            ProductSort.Relevance => ($"ts_rank(p.search, {AnyWords})::float8", "desc"),
            _ => ("p.published_at", "desc"),
        };

        var sql = new StringBuilder($"select p.product_id, {key} from catalog_product p");
        if (priced)
            sql.Append(" join catalog_price c on c.product_id = p.product_id and c.currency = @currency");

        sql.Append(" where p.status = 'published'");
        if (byCategory)
            sql.Append(" and p.categories && @categories");
        if (byCollection)
            sql.Append(" and p.collections @> array[@collection]");
        if (filter.Tags.Count > 0)
            sql.Append(" and p.tags @> @tags");
        if (filter.Text is not null)
            sql.Append(CultureInfo.InvariantCulture, $" and p.search @@ {AnyWords}");
        if (filter.MinPrice is not null || filter.MaxPrice is not null)
            sql.Append(" and c.low <= @max and exists (select from unnest(c.amounts) amount where amount between @min and @max)");
        if (filter.InStock)
            sql.Append(" and exists (select from stock_level s where s.variant_id = any(p.variant_ids) and (s.on_hand > 0 or s.backorder_limit > s.backordered))");
        if (filter.After is not null)
            sql.Append(CultureInfo.InvariantCulture, $" and ({key}, p.product_id) {(direction == "asc" ? '>' : '<')} (@key, @id)");

        return sql.Append(CultureInfo.InvariantCulture, $" order by {key} {direction}, p.product_id {direction} limit @limit").ToString();
    }

    private static object Key(ListPosition? after) => after switch
    {
        { Text: { } text } => text,
        { Rank: { } rank } => rank,
        { Number: { } ticks, Sort: ProductSort.Newest } => new DateTime(ticks, DateTimeKind.Utc),
        { Number: { } amount } => amount,
        _ => 0L,
    };

    private static ListPosition Position(ProductSort sort, NpgsqlDataReader row) => sort switch
    {
        ProductSort.Title => new(sort, row.GetGuid(0), Text: row.GetString(1)),
        ProductSort.Relevance => new(sort, row.GetGuid(0), Rank: row.GetDouble(1)),
        ProductSort.Newest => new(sort, row.GetGuid(0), Number: row.GetDateTime(1).Ticks),
        _ => new(sort, row.GetGuid(0), Number: row.GetInt64(1)),
    };
}

/// <summary>The products of a page in their order.</summary>
/// <param name="Last">Where it ended; null when nothing follows.</param>
internal sealed record Found(IReadOnlyList<Guid> Products, ListPosition? Last);
