using System.Globalization;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Operations;

/// <summary>Nobody asks, and still it is noticed, mended and told.</summary>
public class AuditingRedisSpecs
{
    [NeedsRedisServerFact]
    public async Task a_drift_is_mended_counted_and_leaves_a_fact_that_says_why()
    {
        await using var shop = await OwnShop.Open(("Redis:AuditSeconds", "0.1"));
        var (till, variant) = await shop.Locked();

        await shop.Keys.HashSetAsync(Keys.Inventory.Variant(variant), "on_hand", 99);
        await shop.Keys.KeyDeleteAsync([Keys.Inventory.Reserved(variant), Keys.Inventory.Holds(variant), Keys.Inventory.Deadlines(variant)]);

        await Eventually.True(async () => await till.Stock(variant) == (10, 2) && (int)await shop.Keys.HashGetAsync(Keys.Inventory.Variant(variant), "on_hand") == 10);
        await Eventually.True(async () => (await Facts(shop)).Contains($"audit levels {variant} 10 on hand, 0 to back-order, version 1 99 on hand, 0 to back-order, version 1", StringComparison.Ordinal));
        await Eventually.True(async () => (await Facts(shop)).Contains($"holds {Guid.Parse(till.Id):N} {variant} 2", StringComparison.Ordinal));
        await Eventually.True(async () => await (await shop.Shop.Http.GetAsync("/metrics")).Content.ReadAsStringAsync() is var metrics
            && metrics.Contains("commerce_redis_drift_total{", StringComparison.Ordinal) && metrics.Contains("commerce_holds_live{", StringComparison.Ordinal));
    }

    [NeedsRedisServerFact]
    public async Task a_shop_in_which_all_is_well_leaves_no_facts()
    {
        await using var shop = await OwnShop.Open(("Redis:AuditSeconds", "0.1"));
        var passes = await Looks(shop);
        var (till, variant) = await shop.Locked();
        await till.Pay();
        await Eventually.True(async () => await Looks(shop) > passes + 60);

        Assert.Equal((8, 0), await till.Stock(variant));
        Assert.Equal("", await Facts(shop));
    }

    private static async Task<string> Facts(OwnShop shop) => await shop.Ask<string>("""
        select coalesce(string_agg(concat_ws(' ', data ->> 'why', d ->> 'store', d ->> 'key', d ->> 'expected', d ->> 'found'), E'\n'), '')
        from mt_events, jsonb_array_elements(data -> 'differences') d where type = 'real_time_layer_reconciled'
        """);

    /// <summary>Scripts the server has run: the audit is what runs them while nobody shops.</summary>
    private static async Task<long> Looks(OwnShop shop) => $"{await shop.Redis.Do("INFO", "commandstats")}".Split('\n')
        .Where(line => line.StartsWith("cmdstat_eval", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split("calls=")[1].Split(',')[0], CultureInfo.InvariantCulture));
}
