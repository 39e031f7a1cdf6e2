using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Snapshots;
using Npgsql;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>Versions as they were, from PostgreSQL, which keeps them for ever.</summary>
internal sealed class PastRulesets(NpgsqlDataSource database)
{
    private const string Versions =
        """
        select r.kind, c.content from ruleset r left join ruleset c on c.kind = r.kind and c.version = r.rules
        where (r.kind, r.version) in (('pricing', $1), ('discounts', $2))
        """;

    private const string Prices =
        """
        select distinct on (variant_id, list, currency) variant_id, list, currency, tiers from price_history
        where variant_id = any ($1) and version <= $2 order by variant_id, list, currency, version desc
        """;

    /// <summary>A ruleset's version at an instant is the last that was published by then.</summary>
    private const string At =
        """
        select coalesce((select version from ruleset where kind = 'pricing' and published_at <= $1 order by published_at desc, version desc limit 1), 0),
            coalesce((select version from ruleset where kind = 'discounts' and published_at <= $1 order by published_at desc, version desc limit 1), 0)
        """;

    /// <summary>Null when one of the versions never was.</summary>
    public async Task<RulesInForce?> Of(long pricing, long discounts, IReadOnlyCollection<string> variantIds, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var texts = new Dictionary<RulesetKind, byte[]>();
        await using (var command = new NpgsqlCommand(Versions, connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = pricing }, new NpgsqlParameter<long> { TypedValue = discounts } } })
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
                texts[RulesetHead.KindOf(rows.GetString(0))] = rows.IsDBNull(1) ? [] : rows.GetFieldValue<byte[]>(1);
        }

        if ((pricing != 0 && !texts.ContainsKey(RulesetKind.Pricing)) || (discounts != 0 && !texts.ContainsKey(RulesetKind.Discounts)))
            return null;

        var rules = RulesetJson.Read<DiscountContent, DiscountRules>(texts.GetValueOrDefault(RulesetKind.Discounts), content => new(content));
        return new(
            new(pricing, RulesetJson.Pricing(texts.GetValueOrDefault(RulesetKind.Pricing)), await Sheet(connection, pricing, [.. variantIds, .. Gifts(rules)], ct)),
            new(discounts, rules), RulesInForce.None.Gifts);
    }

    public async Task<(long Pricing, long Discounts)> VersionsAt(DateTimeOffset instant, CancellationToken ct)
    {
        await using var command = database.CreateCommand(At);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = instant.ToUniversalTime() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        return (rows.GetInt64(0), rows.GetInt64(1));
    }

    private static IEnumerable<string> Gifts(Timeline<DiscountRules> rules) =>
        rules.Segments.SelectMany(segment => segment.Rules.Content.Discounts).Select(rule => rule.Effect).OfType<DiscountEffect.GiftItem>().Select(gift => gift.VariantId);

    private static async Task<PriceSheet> Sheet(NpgsqlConnection connection, long version, string[] variantIds, CancellationToken ct)
    {
        if (variantIds.Length == 0)
            return PriceSheet.Empty;

        await using var command = new NpgsqlCommand(Prices, connection) { Parameters = { new NpgsqlParameter<string[]> { TypedValue = variantIds }, new NpgsqlParameter<long> { TypedValue = version } } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        return PriceSheet.Empty.With(await RulesetReader.ReadPrices(rows, ct), new KeyPool(), default(PriceSum));
    }
}
