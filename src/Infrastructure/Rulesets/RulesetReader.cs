using System.Data;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Snapshots;
using Npgsql;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>Reads versions from PostgreSQL. One reader serves one node, one call at a time where it makes maps.</summary>
internal sealed class RulesetReader(NpgsqlDataSource database)
{
    private const string Heads =
        """
        select r.kind, r.version, r.rules, r.rules_hash, r.sum_high, r.sum_low, r.digest, r.published_at
        from ruleset_version v join ruleset r on r.kind = v.kind and r.version = v.version
        """;

    /// <summary>The rules, where they are others than those of the versions given.</summary>
    private const string Texts =
        """
        select r.kind, c.content from ruleset_version v
        join ruleset r on r.kind = v.kind and r.version = v.version
        join ruleset c on c.kind = r.kind and c.version = r.rules
        where r.rules <> case r.kind when 'pricing' then $1 else $2 end
        """;

    private const string AllPrices = "select variant_id, list, currency, tiers from price where $1 = 0 order by variant_id, list, currency";

    private const string ChangedPrices =
        """
        select distinct on (variant_id, list, currency) variant_id, list, currency, tiers from price_history
        where version > $1 order by variant_id, list, currency, version desc
        """;

    private readonly KeyPool pool = new();

    /// <summary>For the maps this node makes.</summary>
    public KeyPool Pool => pool;

    /// <summary>The newest versions. One short query.</summary>
    public async Task<IReadOnlyList<RulesetHead>> Newest(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Heads);
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await ReadHeads(rows, ct);
    }

    /// <summary>What a node has, brought up to date; the same when nothing changed.</summary>
    public async Task<HeldRulesets> Advance(HeldRulesets from, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);

        // One view for all statements: else a version made between two of them would be counted and not read.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { new(Heads), Command(Texts, from.Pricing.Rules, from.Discounts.Rules), Command(from.Pricing.Version == 0 ? AllPrices : ChangedPrices, from.Pricing.Version) },
        };
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var heads = await ReadHeads(rows, ct);
        var texts = await ReadTexts(rows, ct);
        await rows.NextResultAsync(ct);

        var held = from;
        foreach (var head in heads.Where(head => head.Version != from.Head(head.Kind).Version))
            held = head.Kind == RulesetKind.Pricing
                ? held.WithPricing(head, texts.GetValueOrDefault(head.Kind), from.Sheet.With(await ReadPrices(rows, ct), pool, head.Sum))
                : held.WithDiscounts(head, texts.GetValueOrDefault(head.Kind));

        return held;
    }

    /// <summary>The prices that are others now than at a version, at the newest version; and that version's rules, where they are others.</summary>
    public async Task<IReadOnlyList<PriceEntry>> PricesBetween(long after, long upTo, CancellationToken ct)
    {
        await using var command = database.CreateCommand(ChangedPrices.Replace("version > $1", "version > $1 and version <= $2", StringComparison.Ordinal));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await ReadPrices(rows, ct);
    }

    internal static async Task<List<PriceEntry>> ReadPrices(NpgsqlDataReader rows, CancellationToken ct)
    {
        var prices = new List<PriceEntry>();
        var (list, currency) = ("", "");
        while (await rows.ReadAsync(ct))
        {
            // Neighbours mostly have the same, and a whole sheet has a million of them.
            list = Same(list, rows.GetString(1));
            currency = Same(currency, rows.GetString(2));
            prices.Add(new(rows.GetString(0), list, currency, rows.IsDBNull(3) ? null : rows.GetString(3)));
        }

        return prices;
    }

    private static string Same(string before, string text) => before == text ? before : text;

    private static async Task<List<RulesetHead>> ReadHeads(NpgsqlDataReader rows, CancellationToken ct)
    {
        var heads = new List<RulesetHead>();
        while (await rows.ReadAsync(ct))
            heads.Add(new(
                RulesetHead.KindOf(rows.GetString(0)), rows.GetInt64(1), rows.GetInt64(2), rows.GetFieldValue<byte[]>(3), new(rows.GetInt64(4), rows.GetInt64(5)),
                rows.GetFieldValue<byte[]>(6), rows.GetFieldValue<DateTimeOffset>(7)));

        return heads;
    }

    private static async Task<Dictionary<RulesetKind, byte[]>> ReadTexts(NpgsqlDataReader rows, CancellationToken ct)
    {
        var texts = new Dictionary<RulesetKind, byte[]>();
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
            texts[RulesetHead.KindOf(rows.GetString(0))] = rows.GetFieldValue<byte[]>(1);

        return texts;
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<long> versions)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var version in versions)
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });

        return command;
    }
}
