using Commerce.Domain.Inventory;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Inventory;

/// <summary>The row of a variant, inside the caller's transaction.</summary>
internal static class StockRow
{
    private const string Columns = "on_hand, backordered, backorder_limit, version";

    /// <summary>Makes the row if there is none, and holds it until the transaction ends.</summary>
    public static async Task<(Stock Level, long Version)> Lock(NpgsqlTransaction transaction, string variantId, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new("insert into stock_level (variant_id) values ($1) on conflict do nothing") { Parameters = { new NpgsqlParameter<string> { TypedValue = variantId } } },
                new($"select {Columns} from stock_level where variant_id = $1 for update") { Parameters = { new NpgsqlParameter<string> { TypedValue = variantId } } },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        return Level(rows);
    }

    public static async Task<(Stock Level, long Version)?> Read(NpgsqlConnection connection, string variantId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from stock_level where variant_id = $1", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = variantId } } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? Level(rows) : null;
    }

    public static async Task Write(NpgsqlTransaction transaction, string variantId, Stock level, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "update stock_level set on_hand = $2, backordered = $3, backorder_limit = $4, version = version + 1 where variant_id = $1", transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = variantId },
                new NpgsqlParameter<long> { TypedValue = level.OnHand },
                new NpgsqlParameter<long> { TypedValue = level.Backordered },
                new NpgsqlParameter<long> { TypedValue = level.BackorderLimit },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static (Stock Level, long Version) Level(NpgsqlDataReader row) => (new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), row.GetInt64(3));
}
