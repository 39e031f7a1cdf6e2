using Commerce.Application.Inventory;
using Npgsql;

namespace Commerce.Infrastructure.Redis.Inventory;

/// <summary>Reads the levels PostgreSQL keeps, for a Redis that does not know them.</summary>
internal sealed class StockLevels(NpgsqlDataSource source)
{
    private const string Columns = "select variant_id, on_hand, version, greatest(0, backorder_limit - backordered) from stock_level";

    /// <summary>One level for each variant asked for; one without a row has nothing, at version 0, which any row is newer than.</summary>
    public async Task<IReadOnlyList<StockLevel>> Of(IReadOnlyCollection<string> variantIds, CancellationToken ct)
    {
        var levels = variantIds.ToDictionary(variant => variant, variant => new StockLevel(variant, 0, 0), StringComparer.Ordinal);
        await using var command = source.CreateCommand($"{Columns} where variant_id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. levels.Keys] });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            levels[rows.GetString(0)] = Read(rows);

        return [.. levels.Values];
    }

    /// <summary>The variants whose facts are in these streams.</summary>
    public async Task<IReadOnlyList<string>> VariantsOf(Guid[] streams, CancellationToken ct)
    {
        var variants = new List<string>(streams.Length);
        await using var command = source.CreateCommand("select variant_id from stock_level where stock_stream(variant_id) = any($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = streams });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            variants.Add(rows.GetString(0));

        return variants;
    }

    public async Task<long> Count(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select count(*) from stock_level");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>All levels, in portions, in the order of their ids.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StockLevel>> All(int portion, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = ""; ;)
        {
            var levels = new List<StockLevel>(portion);
            await using (var command = source.CreateCommand($"{Columns} where variant_id > $1 order by variant_id limit $2"))
            {
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = last });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = portion });
                await using var rows = await command.ExecuteReaderAsync(ct);
                while (await rows.ReadAsync(ct))
                    levels.Add(Read(rows));
            }

            if (levels.Count > 0)
                yield return levels;
            if (levels.Count < portion)
                yield break;

            last = levels[^1].VariantId;
        }
    }

    private static StockLevel Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
}
