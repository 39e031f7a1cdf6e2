using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Rulesets;
using Marten.Services;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Streams.Rulesets;

/// <summary>The versions in <c>ruleset</c>. Whoever makes one keeps the row of its kind locked until the commit.</summary>
internal sealed class PostgresRulesetLog(StreamContext context, NpgsqlDataSource source, RulesetNode node) : IRulesetLog
{
    private const string Columns = "r.kind, r.version, r.rules, r.prices, r.digest, r.author, r.reason, r.published_at";

    private const string Lock = "select clock_timestamp() from ruleset_version where kind = $1 for update";

    private const string Newest =
        $"select {Columns}, c.content from ruleset_version v join ruleset r on r.kind = v.kind and r.version = v.version left join ruleset c on c.kind = r.kind and c.version = r.rules where v.kind = $1";

    private const string One =
        $"select {Columns}, c.content from ruleset r left join ruleset c on c.kind = r.kind and c.version = r.rules where r.kind = $1 and r.version = $2";

    private const string Latest =
        $"select {Columns} from ruleset r where r.kind = @kind and (@before is null or r.version < @before) and (not @rules or r.rules = r.version) order by r.version desc limit @limit";

    private const string Differing =
        """
        with touched as (select distinct variant_id, list, currency from price_history where version > $1 and version <= $2),
        told as (
            select t.*, (select h.tiers from price_history h where (h.variant_id, h.list, h.currency) = (t.variant_id, t.list, t.currency) and h.version <= $1 order by h.version desc limit 1) as before,
                (select h.tiers from price_history h where (h.variant_id, h.list, h.currency) = (t.variant_id, t.list, t.currency) and h.version <= $2 order by h.version desc limit 1) as after
            from touched t)
        select variant_id, list, currency, before, after, count(*) over () from told where before is distinct from after order by variant_id, list, currency limit $3
        """;

    public async Task<Result<RulesetVersion>> Change<T>(
        string author, string reason, Func<Timeline<T>, DateTimeOffset, Task<Result<Timeline<T>>>> decide, CancellationToken ct)
        where T : class, IRuleContent<T>
    {
        var kind = RulesetHead.Name(T.Kind);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var now = new DateTimeOffset((DateTime)(await Command(connection, Lock, kind).ExecuteScalarAsync(ct))!);
        var (newest, rules) = await Read<T>(Command(connection, Newest, kind), ct) ?? (RulesetVersion.None(T.Kind), new([]));

        var decided = await decide(rules, now);
        if (!decided.Is(out var next))
            return decided.Refusal!;

        // What has begun meanwhile was published when it was scheduled.
        if (next.Equals(rules.AsOf(now)))
            return newest;

        await Command(connection, "select ruleset_publish($1, $2, $3, $4)", kind, RulesetJson.Write(next), author, reason).ExecuteScalarAsync(ct);
        var (made, _) = (await Read<T>(Command(connection, Newest, kind), ct))!.Value;
        await using (var session = context.Store.LightweightSession(SessionOptions.ForTransaction(transaction)))
            await context.SaveWith(session, made, ct);

        await transaction.CommitAsync(ct);
        context.Call.Stored();
        await node.Committed(CancellationToken.None);
        return made;
    }

    public async Task<Page<RulesetVersion>> List(RulesetKind ruleset, bool rulesOnly, long? before, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Latest);
        command.Parameters.AddWithValue("kind", RulesetHead.Name(ruleset));
        command.Parameters.AddWithValue("before", NpgsqlDbType.Bigint, (object?)before ?? DBNull.Value);
        command.Parameters.AddWithValue("rules", rulesOnly);
        command.Parameters.AddWithValue("limit", limit + 1);

        var versions = new List<RulesetVersion>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            if (versions.Count == limit)
                return new(versions, Cursor.Write(versions[^1].Version));

            versions.Add(Version(rows));
        }

        return new(versions, null);
    }

    public async Task<(RulesetVersion Version, Timeline<T> Rules)?> Find<T>(long version, CancellationToken ct)
        where T : class, IRuleContent<T>
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await Read<T>(Command(connection, One, RulesetHead.Name(T.Kind), version), ct);
    }

    public async Task<(long Count, IReadOnlyList<PriceChange> First)> PriceChanges(long since, long version, int most, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var (count, first) = (0L, new List<PriceChange>());
        await using var rows = await Command(connection, Differing, since, version, most).ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            count = rows.GetInt64(5);
            first.Add(new(rows.GetString(0), rows.GetString(1), rows.GetString(2), Tiers(rows, 3), Tiers(rows, 4)));
        }

        return (count, first);
    }

    private static PriceTier[]? Tiers(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : PriceEntry.Parse(row.GetString(column));

    private static async Task<(RulesetVersion Version, Timeline<T> Rules)?> Read<T>(NpgsqlCommand command, CancellationToken ct)
        where T : class, IRuleContent<T>
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? (Version(rows), RulesetJson.Read<T>(rows.IsDBNull(8) ? [] : rows.GetFieldValue<byte[]>(8))) : null;
    }

    private static RulesetVersion Version(NpgsqlDataReader row) => new(
        RulesetHead.KindOf(row.GetString(0)), row.GetInt64(1), row.GetInt64(2), row.GetInt32(3), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(4)),
        row.GetString(5), row.GetString(6), row.GetFieldValue<DateTimeOffset>(7));

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);

        return command;
    }
}
