using System.Net;
using System.Text.Json;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Streams;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;
using Books = Commerce.Infrastructure.Redis.Keys.Inventory;
using Sessions = Commerce.Infrastructure.Redis.Keys.Checkouts;

namespace Commerce.Integration.Operations;

/// <summary>Redis is a projection: what it holds can be compared with PostgreSQL, mended, and made again.</summary>
public class RealTimeLayerSpecs
{
    [NeedsRedisServerFact]
    public async Task is_the_same_after_it_was_emptied_and_made_again()
    {
        await using var shop = await OwnShop.Open();
        var checkouts = await Some(shop);
        var before = await Verify(shop);
        Assert.Equal("levels 5 agree, holds 3 agree, checkouts 13 agree", Stores(before));

        await shop.Redis.Flush();
        var rebuilt = await Post(shop, "rebuild", new { });
        var after = await Verify(shop);

        Assert.True(rebuilt.GetProperty("agrees").GetBoolean(), rebuilt.ToString());
        Assert.Equal(before.GetProperty("stores").ToString(), after.GetProperty("stores").ToString());
        Assert.Equal((10, 2), await checkouts[0].Stock(await checkouts[0].Variant()));
        await Merchant.Ok(await checkouts[0].Pay());
        await checkouts[0].Reaches("COMPLETED");
        Assert.Equal(1L, await shop.Ask<long>("select count(*) from mt_events where type = 'real_time_layer_rebuilt'"));
    }

    [NeedsRedisServerFact]
    public async Task names_each_difference_and_mends_it_without_touching_live_holds()
    {
        await using var shop = await OwnShop.Open();
        var (till, variant) = await shop.Locked();
        var (other, wrong) = await shop.Locked();
        var (third, lost) = await shop.Locked();
        await shop.Keys.HashSetAsync(Books.Variant(wrong), [new("on_hand", 99), new("version", 77)]);
        await shop.Keys.KeyDeleteAsync([Books.Reserved(lost), Books.Holds(lost), Books.Deadlines(lost)]);
        await shop.Keys.StringSetAsync(Books.Reserved(variant), 5);
        await shop.Keys.HashSetAsync(Sessions.Session(Guid.Parse(till.Id)), "state", "CREATED");
        await shop.Keys.KeyDeleteAsync(Sessions.Lock(await Cart(other, shop)));

        var found = await Verify(shop);
        var plan = await Post(shop, "reconciliation", new { dryRun = true });
        Assert.Equal(Differences(found), Differences(plan));
        Assert.Equal(
            ["checkouts first session", "checkouts second lock", "holds mug reserved", "holds third cup", "levels pot"],
            Differences(found, (till.Id, "first"), (variant, "mug"), (other.Id, "second"), (wrong, "pot"), (third.Id, "third"), (lost, "cup")));

        await Post(shop, "reconciliation", new { });

        Assert.Equal("", string.Join('\n', Differences(await Verify(shop))));
        Assert.Equal((10, 2), await till.Stock(variant));
        Assert.Equal((10, 2), await till.Stock(wrong));
        Assert.Equal((10, 2), await till.Stock(lost));
        Assert.Equal(5L, await shop.Ask<long>("select (data ->> 'count')::bigint from mt_events where type = 'real_time_layer_reconciled'"));
    }

    [NeedsRedisServerFact]
    public async Task ends_holds_whose_order_was_placed_and_keeps_those_of_baskets()
    {
        await using var shop = await OwnShop.Open(("Carts:HoldAt", "AddToCart"));
        var variant = await Basket.Goods(shop.Shop, stock: 10);
        var browsing = await new Basket(shop.Shop).With(variant, 3);
        var till = new Till(shop.Shop, await new Basket(shop.Shop).With(variant, 2));
        var hold = (await shop.Keys.HashGetAllAsync(Books.Holds(variant))).Single(hold => ((string)hold.Value!).StartsWith("2:", StringComparison.Ordinal));
        await Merchant.Ok(await till.Buy());
        await Eventually.True(async () => (await FollowerLag.All(shop.Services.GetRequiredService<NpgsqlDataSource>(), default)).Any(lag => lag is { Follower: "stock_to_redis", Facts: 0 }));
        await shop.Keys.HashSetAsync(Books.Holds(variant), hold.Name, hold.Value);
        await shop.Keys.SortedSetAddAsync(Books.Deadlines(variant), hold.Name, 9e12);
        await shop.Keys.StringIncrementAsync(Books.Reserved(variant), 2);
        Assert.Equal((8, 5), await till.Stock(variant));

        await Post(shop, "reconciliation", new { });

        Assert.Equal((8, 3), await till.Stock(variant));
        Assert.Equal(3, (await browsing.See()).GetProperty("lines")[0].GetProperty("units").GetInt32());
    }

    [NeedsRedisServerFact]
    public async Task is_worked_on_by_one_at_a_time()
    {
        await using var shop = await OwnShop.Open();
        await shop.Trusted();
        await using var other = await AdvisoryTurn.Take(
            shop.Services.GetRequiredService<NpgsqlDataSource>(), AdvisoryTurn.Upkeep, default);

        var answer = await shop.Shop.Admin(HttpMethod.Post, "/v1/admin/redis/rebuild", new { });

        Assert.Equal((HttpStatusCode.Conflict, "operations.busy"), (answer.StatusCode, await Merchant.Code(answer)));
    }

    /// <summary>One of each kind: locked, challenged, failed, in an open basket, and sold.</summary>
    private static async Task<IReadOnlyList<Till>> Some(OwnShop shop)
    {
        var (locked, _) = await shop.Locked();
        var (challenged, _) = await shop.Locked();
        await Merchant.Ok(await challenged.Pay("tok_challenge"));
        var (failed, _) = await shop.Locked();
        await Merchant.Ok(await failed.Pay("tok_declined_insufficient_funds"));
        var (created, _) = (await Till.With(shop.Shop), 0);
        await Merchant.Ok(await created.Start(new { email = "ada@example.com", shippingAddress = Till.Home }));
        var (sold, _) = await shop.Locked();
        await Merchant.Ok(await sold.Pay());
        return [locked, challenged, failed, created, sold];
    }

    private static async Task<JsonElement> Verify(OwnShop shop) => await Shop.Json(await Merchant.Ok(await shop.Shop.Admin(HttpMethod.Get, "/v1/admin/redis/verification")));

    /// <summary>Repeated while the node itself is at it, which looks after a Redis that was emptied as well.</summary>
    private static async Task<JsonElement> Post(OwnShop shop, string what, object body)
    {
        HttpResponseMessage? answer = null;
        await Eventually.True(async () =>
            (answer = await shop.Shop.Admin(HttpMethod.Post, $"/v1/admin/redis/{what}", body)).StatusCode != HttpStatusCode.Conflict || await Merchant.Code(answer) != "operations.busy");
        return await Shop.Json(await Merchant.Ok(answer!));
    }

    private static async Task<Guid> Cart(Till till, OwnShop shop) => await shop.Ask<Guid>($"select cart_id from checkout_session where checkout_id = '{till.Id}'");

    private static string Stores(JsonElement report) => string.Join(", ", report.GetProperty("stores").EnumerateArray().Select(store =>
        $"{store.GetProperty("store").GetString()} {store.GetProperty("entries").GetInt64()} {(store.GetProperty("expected").GetString() == store.GetProperty("found").GetString() ? "agree" : "differ")}"));

    private static IReadOnlyList<string> Differences(JsonElement report, params (string Id, string Name)[] names) =>
    [
        .. report.GetProperty("differences").EnumerateArray().Select(one => Named($"{one.GetProperty("store").GetString()} {one.GetProperty("key").GetString()}", names)).Order(StringComparer.Ordinal),
    ];

    private static string Named(string text, (string Id, string Name)[] names) => names.Aggregate(text, (rest, name) => rest.Replace(name.Id.Replace("-", "", StringComparison.Ordinal), name.Name, StringComparison.Ordinal));
}
