using System.Text.Json;
using Commerce.Host.Backends;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Operations;

/// <summary>The same executable run as a command beside the running shop.</summary>
public class CommandSpecs
{
    [NeedsRedisServerFact]
    public async Task redis_verify_says_with_its_status_and_its_words_what_differs()
    {
        await using var shop = await OwnShop.Open();
        var (_, variant) = await shop.Locked();

        var (agreed, nothing) = await Run(shop, "redis", "verify");
        await shop.Keys.HashSetAsync(Keys.Inventory.Variant(variant), "on_hand", 99);
        var (differed, lines) = await Run(shop, "redis", "verify");
        var (_, json) = await Run(shop, "redis", "verify", "--json");

        Assert.Equal((0, 1), (agreed, differed));
        Assert.Contains("Redis and PostgreSQL agree.", nothing, StringComparison.Ordinal);
        Assert.Contains($"levels     {variant}: 99 on hand, 0 to back-order, version 1 instead of 10 on hand, 0 to back-order, version 1", lines, StringComparison.Ordinal);
        Assert.Equal(variant, JsonDocument.Parse(json[json.IndexOf('{', StringComparison.Ordinal)..(json.LastIndexOf('}') + 1)]).RootElement.GetProperty("differences")[0].GetProperty("key").GetString());
    }

    [NeedsRedisServerFact]
    public async Task redis_reconcile_and_rebuild_mend_what_a_dry_run_only_tells()
    {
        await using var shop = await OwnShop.Open();
        var (till, variant) = await shop.Locked();
        await shop.Keys.HashSetAsync(Keys.Inventory.Variant(variant), "on_hand", 99);

        Assert.Equal(1, (await Run(shop, "redis", "reconcile", "--dry-run")).Status);
        Assert.Equal(99, (int)await shop.Keys.HashGetAsync(Keys.Inventory.Variant(variant), "on_hand"));
        var (status, output) = await Run(shop, "redis", "reconcile");
        Assert.Equal((0, (10, 2)), (status, await till.Stock(variant)));
        Assert.Contains("1 difference, mended.", output, StringComparison.Ordinal);

        await shop.Redis.Flush();
        await Eventually.True(async () => (await Run(shop, "redis", "rebuild")).Status == 0); // The node may be at it.
        Assert.Equal((10, 2), await till.Stock(variant));
        Assert.StartsWith("operator ", await shop.Ask<string>("select data ->> 'by' from mt_events where type = 'real_time_layer_rebuilt'"), StringComparison.Ordinal);
    }

    [NeedsRedisServerFact]
    public async Task what_goes_wrong_is_one_sentence_and_a_status()
    {
        await using var shop = await OwnShop.Open();
        await shop.Redis.Kill();

        var (status, output) = await Run(shop, "redis", "verify");
        var (misspelt, hint) = await Run(shop, "redis", "verfy");
        var (helped, help) = await Run(shop, "redis", "rebuild", "--help");

        Assert.Equal((69, 1, 0), (status, misspelt, helped));
        Assert.Equal("Redis does not answer; nothing was changed for good. Repeat the request.", output);
        Assert.Contains("verfy", hint, StringComparison.Ordinal);
        Assert.Contains("redis rebuild --dry-run", help, StringComparison.Ordinal);
    }

    private static Task<(int Status, string Output)> Run(OwnShop shop, params string[] arguments) =>
        new Command(Environment.ProcessPath!, ["exec", Path.Combine(AppContext.BaseDirectory, "Commerce.Web.dll"), .. arguments])
        {
            Folder = AppContext.BaseDirectory,
            Environment = new Dictionary<string, string>
            {
                ["ConnectionStrings__postgres"] = shop.Postgres,
                ["ConnectionStrings__redis"] = shop.Redis.ConnectionString,
                ["Access__SigningKey"] = Shop.SigningKey,
                ["PublicUrl"] = "http://127.0.0.1",
            },
        }.Run(CancellationToken.None);
}
