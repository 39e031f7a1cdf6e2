using Commerce.Application.Operations;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Operations;

/// <summary>A read model is a function of the state: made again from the events it is the one that was lived.</summary>
public class RebuildingReadModelsSpecs
{
    /// <summary>What tells when a row was written and not what it says.</summary>
    private const string Stamps = "'{version,touched_at,due_at,looks,moved_at,changed_at,registered_at,issued_at}'";

    private static readonly string[] Tables =
    [
        "catalog_product", "catalog_price", "catalog_variant", "catalog_shelf", "customer", "customer_group", "staff_role", "api_key", "checkout_session", "payment_attempt", "order_list", "rule",
    ];

    [NeedsRedisServerFact]
    public async Task makes_every_table_again_as_it_was()
    {
        await using var shop = await OwnShop.Open();
        await Live(shop);
        var before = await Digest(shop);
        Assert.DoesNotContain(" 0 ", before, StringComparison.Ordinal);

        await shop.Ask<string>($"truncate {string.Join(", ", Tables)}; select 'gone'");
        var empty = await Digest(shop);
        var counted = await Rebuild(shop, dryRun: true);
        Assert.Equal(empty, await Digest(shop));
        Assert.Equal(counted, await Rebuild(shop));

        Assert.Equal(before, await Digest(shop));
    }

    [NeedsRedisServerFact]
    public async Task never_writes_an_older_state_over_the_one_that_is_lived_meanwhile()
    {
        await using var shop = await OwnShop.Open();
        var tills = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await shop.Locked()).Till));
        using var over = new CancellationTokenSource();
        var rebuilding = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
                await Rebuild(shop);
        });

        await Task.WhenAll(tills.Select(async till => await Merchant.Ok(await till.Pay())));
        await over.CancelAsync();
        await rebuilding;

        var lived = await Digest(shop);
        Assert.Equal(8L, await shop.Ask<long>("select count(*) from checkout_session where state = 'Completed'"));
        await Rebuild(shop);
        Assert.Equal(lived, await Digest(shop));
    }

    private static async Task<IReadOnlyDictionary<string, long>> Rebuild(OwnShop shop, bool dryRun = false)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IReadModels>().Rebuild(dryRun, null, default);
    }

    /// <summary>Something in every table.</summary>
    private static async Task Live(OwnShop shop)
    {
        var customer = await Shopper.New(shop.Shop);
        await Merchant.Ok(await shop.Shop.Admin(HttpMethod.Post, "/v1/admin/categories", new { slug = Merchant.Word(), name = "Kitchen" }));
        await Merchant.Ok(await shop.Shop.Admin(HttpMethod.Put, "/v1/admin/customer-groups/trade", new { name = "Trade" }));
        await Merchant.Ok(await shop.Shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{customer.Id}/company", new { company = "acme" }));
        foreach (var percent in new[] { -1000, -1200 })
            await Merchant.Ok(await shop.Shop.Admin(HttpMethod.Put, "/v1/admin/price-lists/trade", new { name = "Trade", currency = "EUR", scope = new { groups = new[] { "trade" } }, parent = new { code = "base", percent } }));
        await Merchant.Ok(await shop.Shop.Admin(HttpMethod.Put, "/v1/admin/tax-zones/at", new { name = "Austria", countries = new[] { "AT" }, pricesIncludeTax = true, rates = Array.Empty<object>() }));
        await Merchant.Ok(await shop.Shop.Admin(HttpMethod.Post, "/v1/admin/tax-zones/at/archive"));
        await Merchant.Ok(await shop.Shop.Admin(HttpMethod.Put, "/v1/admin/roles/packer", new { scopes = new[] { "orders:read" } }));
        await Merchant.Ok(await shop.Shop.Admin(HttpMethod.Post, "/v1/admin/api-keys", new { name = "till", scopes = new[] { "orders:read" } }));
        await Merchant.Ok(await (await Till.With(shop.Shop, customer: customer)).Buy());
        await shop.Locked();
    }

    private static Task<string> Digest(OwnShop shop) => shop.Ask<string>(string.Join(
        " || E'\\n' || ",
        Tables.Select(table => $"(select '{table} ' || count(*) || ' ' || md5(coalesce(string_agg(line, '|' order by line), '')) from (select (to_jsonb(t) - {Stamps}::text[])::text as line from {table} t) lines)"))
        .Insert(0, "select "));
}
