using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Snapshots;
using Npgsql;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>Asks <c>price_history</c>.</summary>
internal sealed partial class PostgresPriceHistory(NpgsqlDataSource database) : IPriceHistory
{
    private const string During =
        """
        (select distinct on (variant_id) variant_id, tiers from price_history
            where variant_id = any ($1) and list = $2 and currency = $3 and at <= $4 order by variant_id, version desc)
        union all
        select variant_id, tiers from price_history where variant_id = any ($1) and list = $2 and currency = $3 and at > $4 and at <= $5
        """;

    private const string Then =
        """
        select distinct on (variant_id, list, currency) variant_id, list, currency, tiers from price_history
        where variant_id = any ($1) and at <= $2 order by variant_id, list, currency, version desc
        """;

    public async Task<IReadOnlyDictionary<string, long>> Lowest(
        IReadOnlyCollection<string> variantIds, string list, string currency, DateTimeOffset since, DateTimeOffset until, CancellationToken ct)
    {
        var lowest = new Dictionary<string, long>();
        await using var command = Command(During, variantIds.ToArray(), list, currency, since.ToUniversalTime(), until.ToUniversalTime());
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            if (!rows.IsDBNull(1) && PriceEntry.Parse(rows.GetString(1))[0] is { From: 1 } one)
                lowest[rows.GetString(0)] = Math.Min(one.Amount, lowest.GetValueOrDefault(rows.GetString(0), long.MaxValue));

        return lowest;
    }

    public async Task<IReadOnlyDictionary<string, VariantPrices>> At(IReadOnlyCollection<string> variantIds, DateTimeOffset instant, CancellationToken ct)
    {
        await using var command = Command(Then, variantIds.ToArray(), instant.ToUniversalTime());
        await using var rows = await command.ExecuteReaderAsync(ct);
        var sheet = PriceSheet.Empty.With(await RulesetReader.ReadPrices(rows, ct), new KeyPool(), default(PriceSum));
        return variantIds.Distinct().Select(variant => (variant, prices: sheet.Find(variant))).Where(found => found.prices is not null).ToDictionary(found => found.variant, found => found.prices!);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);

        return command;
    }
}
