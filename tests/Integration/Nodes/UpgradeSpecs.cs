using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Commerce.Integration.Topologies;

namespace Commerce.Integration.Nodes;

/// <summary>
/// A node of the release before and one of this, on the same database and the same Redis. The older has made the schema; the newer brings it up to date under its feet, takes over, and gives back
/// when the upgrade is taken back.
/// </summary>
[Collection(AloneCollection.Name)]
public class UpgradeSpecs
{
    [NeedsHistoryFact]
    public async Task two_versions_serve_one_shop_while_one_replaces_the_other_and_back_and_no_request_fails()
    {
        await using var redis = await LocalRedis.Start();
        var postgres = await TestDatabase.Create((await Backends.Running.Value).Postgres);
        (string, string)[] settings = [("Http:DrainSeconds", "2"), ("Redis:AuditSeconds", "600")];
        await using var older = await WebProcess.Of(await EarlierProgram.Program(), postgres, redis.ConnectionString, settings);
        var before = Shop.At(older.Http.BaseAddress!);
        var slug = Merchant.Word();
        var product = await new Merchant(before).Published(Merchant.Shirt(slug, "S"));
        var mug = await Basket.Goods(before, stock: 1_000_000);
        var bought = new Till(before, await new Basket(before).With(mug));
        await Merchant.Ok(await bought.Buy());
        var left = await new Basket(before).With(mug);

        await using var newer = await WebProcess.Start(postgres, redis.ConnectionString, settings);
        var now = Shop.At(newer.Http.BaseAddress!);

        Shop[] both = [before, now];
        foreach (var (here, there) in new[] { (before, now), (now, before) })
        {
            await GoesOn(here, there, mug);
            await TakesPrices(here, there, product, slug);
        }

        await Merchant.Ok(await new Basket(now) { Token = left.Token }.Add(mug));
        Assert.Equal("Mug 2", await left.Lines());
        Assert.Equal("COMPLETED", Till.Of(await Shop.Json(await Merchant.Ok(await now.Send(HttpMethod.Get, $"/v1/checkouts/{bought.Id}", null, ("Cart-Token", bought.Basket.Token!)))), "state"));

        await using (var crowd = new Crowd([older.Http.BaseAddress!, newer.Http.BaseAddress!], mug, size: 4))
        {
            await Eventually.True(() => crowd.Ready == 2);
            await crowd.More(50);
            // The upgrade, and the way back.
            foreach (var leaving in new[] { older, newer })
            {
                await leaving.Stop();
                await crowd.More(50);
                await leaving.Restart();
                await Eventually.True(() => crowd.Ready == 2);
                await crowd.More(50);
            }

            Assert.Empty(crowd.Failures);
        }

        foreach (var shop in both)
            await Topology.Agrees(shop);
    }

    /// <summary>A cart begun here and filled there; a checkout begun there, locked here, paid there.</summary>
    private static async Task GoesOn(Shop here, Shop there, string mug)
    {
        var basket = await new Basket(here).With(mug);
        var elsewhere = new Basket(there) { Token = basket.Token };
        await Merchant.Ok(await elsewhere.Add(mug));

        var till = new Till(there, elsewhere);
        await Merchant.Ok(await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "pickup" }));
        await Merchant.Ok(await basket.Send(HttpMethod.Put, $"/v1/checkouts/{till.Id}/lock"));
        await Merchant.Ok(await till.Pay());
        Assert.Equal("COMPLETED", Till.Of(await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Get, $"/v1/checkouts/{till.Id}"))), "state"));
    }

    private static async Task TakesPrices(Shop here, Shop there, string product, string slug)
    {
        var cents = Random.Shared.Next(1_000, 9_999);
        await Merchant.Ok(await here.Admin(HttpMethod.Put, $"/v1/admin/products/{product}/variants/{slug}-S/prices", new { prices = new[] { Merchant.Eur(cents) } }));
        foreach (var node in new[] { here, there })
            await Eventually.True(async () => (await (await node.Send(HttpMethod.Get, $"/v1/products/{slug}")).Content.ReadAsStringAsync()).Contains($"{cents}", StringComparison.Ordinal));
    }
}
