using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Rulesets;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Streams.Rulesets;

/// <summary>The prices of lists in <c>price</c>, and what was done to them as facts on a stream of each list, in one transaction.</summary>
internal sealed class PostgresListPrices(StreamContext context, NpgsqlDataSource source, RulesetNode node) : IListPrices
{
    /// <summary>Prices in one fact.</summary>
    private const int Portion = 1_000;

    /// <summary>Whoever makes a version waits here, so that of two who say the same at once one makes none.</summary>
    private const string Lock = "select version from ruleset_version where kind = 'pricing' for update";

    private const string PutPrices = "select price_put($1, $2, array_fill($3::text, array[cardinality($1)]), $4, $5, $6)";

    private const string Page =
        "select variant_id, currency, tiers, version from price where list = @list and list <> '' and (@after is null or variant_id > @after) order by variant_id limit @limit";

    public async Task<Result<ListPricesSet>> Put(PriceListDefinition list, IReadOnlyList<ListedPrice> prices, string author, string reason, CancellationToken ct)
    {
        if (prices.Count == 0)
            return new ListPricesSet(list.Code, 0, 0, node.Held.Pricing.Version);

        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var version = (long)(await Ask(connection, Lock, [], ct))!;
        var made = await Ask(
            connection, PutPrices,
            [
                prices.Select(price => price.VariantId).ToArray(), list.Code, list.Currency, prices.Select(price => price.Tiers.Count == 0 ? null : PriceEntry.Text(price.Tiers)).ToArray(), author, reason,
            ],
            ct);

        // What is as it was leaves no trace.
        if (made is not long next)
            return new ListPricesSet(list.Code, prices.Count, 0, version);

        var set = new ListPricesSet(list.Code, prices.Count, (int)(await Ask(connection, "select prices from ruleset where kind = 'pricing' and version = $1", [next], ct))!, next);
        await Write(transaction, [.. prices.Chunk(Portion).Select(portion => new ListPrices.Event.Put(list.Code, list.Currency, portion, author, reason))], set, ct);
        await transaction.CommitAsync(ct);
        context.Call.Stored();
        await node.Committed(CancellationToken.None);
        return set;
    }

    public async Task<Page<ListPriceView>> List(string list, string? after, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Page);
        command.Parameters.AddWithValue("list", list);
        command.Parameters.AddWithValue("after", NpgsqlDbType.Text, (object?)after ?? DBNull.Value);
        command.Parameters.AddWithValue("limit", limit + 1);
        var found = new List<ListPriceView>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            if (found.Count == limit)
                return new(found, Cursor.Write(found[^1].VariantId));

            found.Add(new(rows.GetString(0), rows.GetString(1), PriceEntry.Parse(rows.GetString(2)), rows.GetInt64(3)));
        }

        return new(found, null);
    }

    /// <exception cref="IdempotencyKeyTakenException">Another request with this key committed first.</exception>
    private async Task Write(NpgsqlTransaction transaction, IReadOnlyList<ListPrices.Event> facts, ListPricesSet answer, CancellationToken ct)
    {
        await using var session = context.Open(transaction);
        session.Events.Append(StreamIds.Of("list_prices", answer.List), facts.Cast<object>().ToArray());
        await context.SaveWith(session, answer, ct);
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql, object[] values, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);

        return await command.ExecuteScalarAsync(ct) is var found && found is DBNull ? null : found;
    }
}
