using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Snapshots;
using Npgsql;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>Asks <c>price_history</c>, and the versions for the rules around the prices.</summary>
internal sealed class PostgresPriceHistory(NpgsqlDataSource database) : IPriceHistory
{
    /// <summary>The version at the instant, and those since that brought other rules or another price of these variants; with the rules where they begin to hold.</summary>
    private const string VersionsSince =
        """
        with first as (
            select version from ruleset where kind = 'pricing' and published_at <= $1 order by published_at desc, version desc limit 1)
        select r.version, r.published_at, case when r.version = r.rules or r.version = (select version from first) then c.content end
        from ruleset r left join ruleset c on c.kind = r.kind and c.version = r.rules
        where r.kind = 'pricing' and (r.version = (select version from first)
            or (r.published_at > $1 and (r.version = r.rules or r.version in (select version from price_history where variant_id = any ($2) and at > $1))))
        order by r.version
        """;

    /// <summary>The prices at the first version, and all there were since.</summary>
    private const string PricesSince =
        """
        (select distinct on (variant_id, list, currency) variant_id, list, currency, tiers, $2 as since from price_history
            where variant_id = any ($1) and version <= $2 order by variant_id, list, currency, version desc)
        union all
        select variant_id, list, currency, tiers, version from price_history where variant_id = any ($1) and version > $2
        order by since, variant_id
        """;

    public async Task<IReadOnlyList<PastPrices>> Since(DateTimeOffset instant, IReadOnlyCollection<string> variantIds, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var versions = await ReadVersions(connection, instant, variantIds, ct);
        if (versions.Count == 0)
            return [];

        var prices = await ReadPrices(connection, versions[0].Version, variantIds, ct);
        var (past, sheet, rules, pool) = (new List<PastPrices>(versions.Count), PriceSheet.Empty, RulesetJson.Pricing([]), new KeyPool());
        foreach (var (version, from, text) in versions)
        {
            if (text is not null)
                rules = RulesetJson.Pricing(text);

            sheet = sheet.With(prices[version], pool, default(PriceSum));
            past.Add(new(from, new(version, rules, sheet)));
        }

        return past;
    }

    private static async Task<List<(long Version, DateTimeOffset From, byte[]? Rules)>> ReadVersions(
        NpgsqlConnection connection, DateTimeOffset instant, IReadOnlyCollection<string> variantIds, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(VersionsSince, connection)
        {
            Parameters = { new NpgsqlParameter<DateTimeOffset> { TypedValue = instant.ToUniversalTime() }, new NpgsqlParameter<string[]> { TypedValue = [.. variantIds] } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var versions = new List<(long, DateTimeOffset, byte[]?)>();
        while (await rows.ReadAsync(ct))
            versions.Add((rows.GetInt64(0), rows.GetFieldValue<DateTimeOffset>(1), rows.IsDBNull(2) ? null : rows.GetFieldValue<byte[]>(2)));

        return versions;
    }

    private static async Task<ILookup<long, PriceEntry>> ReadPrices(NpgsqlConnection connection, long first, IReadOnlyCollection<string> variantIds, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(PricesSince, connection)
        {
            Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. variantIds] }, new NpgsqlParameter<long> { TypedValue = first } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var prices = new List<(long Version, PriceEntry Entry)>();
        while (await rows.ReadAsync(ct))
            prices.Add((rows.GetInt64(4), new(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3))));

        return prices.ToLookup(price => price.Version, price => price.Entry);
    }
}
