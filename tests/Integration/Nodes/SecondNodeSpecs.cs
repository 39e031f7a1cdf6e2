using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Monitoring;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Nodes;

/// <summary>Two nodes of one shop, each a program of its own.</summary>
public class SecondNodeSpecs(TwoPrograms two) : IClassFixture<TwoPrograms>
{
    private Shop One => two.Shops[0];

    private Shop Other => two.Shops[1];

    [NeedsOwnServersFact]
    public async Task answers_as_the_first_does()
    {
        var mug = await two.Goods();
        var basket = await new Basket(One).With(mug, 2);
        var till = new Till(One, basket);
        await Merchant.Ok(await till.Buy());

        (string, string) token = ("Cart-Token", basket.Token!);
        foreach (var path in new[] { "/v1/products", $"/v1/products/{mug}", "/v1/cart", $"/v1/checkouts/{till.Id}" })
        {
            var (here, there) = (await One.Send(HttpMethod.Get, path, null, token), await Other.Send(HttpMethod.Get, path, null, token));
            Assert.Equal((here.StatusCode, here.Headers.ETag), (there.StatusCode, there.Headers.ETag));
            Assert.Equal(await here.Content.ReadAsStringAsync(), await there.Content.ReadAsStringAsync());
        }
    }

    [NeedsOwnServersFact]
    public async Task goes_on_where_a_shopper_left_off_on_the_first()
    {
        var mug = await two.Goods();
        var here = await new Basket(One).With(mug);
        var there = new Basket(Other) { Token = here.Token };

        await Merchant.Ok(await there.Add(mug));
        var till = new Till(Other, there);
        await Merchant.Ok(await till.Start());
        await Merchant.Ok(await here.Send(HttpMethod.Put, $"/v1/checkouts/{till.Id}/email", new { email = "ada@example.com" }));

        Assert.Equal("ada@example.com", (await till.See()).GetProperty("email").GetString());
    }

    [NeedsOwnServersFact]
    public async Task repeats_an_answer_the_first_gave()
    {
        var mug = await two.Goods();
        var basket = await new Basket(One).With(mug);
        var first = await new Till(One, basket).Buy(key: "the-one");
        var again = await new Till(Other, new Basket(Other) { Token = basket.Token }).Buy(key: "the-one");

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [NeedsOwnServersFact]
    public async Task takes_new_prices_in_wherever_they_were_set()
    {
        var slug = Merchant.Word();
        var id = await new Merchant(One).Published(Merchant.Shirt(slug, "S"));
        foreach (var (shop, cents) in new[] { (Other, 1_111), (One, 2_222) })
        {
            await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{slug}-S/prices", new { prices = new[] { Merchant.Eur(cents) } }));
            foreach (var node in two.Shops)
                await Eventually.True(async () => (await (await node.Send(HttpMethod.Get, $"/v1/products/{slug}")).Content.ReadAsStringAsync()).Contains($"{cents}", StringComparison.Ordinal));
        }

        await Eventually.True(async () => (await Figures()).Select(figures => figures.Of("commerce_ruleset_version", "ruleset=\"pricing\"")).Distinct().Count() == 1);
    }

    [NeedsOwnServersFact]
    public async Task gives_back_a_hold_that_ran_out_once_whichever_node_does_it()
    {
        var mug = await two.Goods();
        var before = await Sum("commerce_holds_swept_total");
        Till[] tills = [new(One, await new Basket(One).With(mug, 3)), new(Other, await new Basket(Other).With(mug, 3))];
        await Task.WhenAll(tills.Select(async till => await Merchant.Ok(await till.Start())));

        await Eventually.True(async () => await Sum("commerce_holds_swept_total") >= before + 2);
        var stock = await Shop.Json(await Other.Admin(HttpMethod.Get, $"/v1/admin/inventory/{mug}"));
        Assert.Equal((100, 0), (stock.GetProperty("onHand").GetInt32(), stock.GetProperty("reserved").GetInt32()));
        Assert.Equal(before + 2, await Sum("commerce_holds_swept_total"));
    }

    [NeedsOwnServersFact]
    public async Task leaves_bringing_redis_up_to_date_to_one_of_them()
    {
        await new Till(One, await new Basket(One).With(await two.Goods())).Locked();
        var before = await Recoveries();

        await two.Redis.Flush();

        foreach (var node in two.Shops)
        {
            var basket = await new Basket(node).With(await two.Goods());
            await Eventually.True(async () => (await new Till(node, basket).Start()).IsSuccessStatusCode);
        }

        Assert.Equal(before + 1, await Recoveries());
    }

    private async Task<double> Sum(string name) => (await Figures()).Sum(figures => figures.Of(name) ?? 0);

    private async Task<IReadOnlyList<Exposition>> Figures() => await Task.WhenAll(two.Programs.Select(async program => new Exposition(await program.Http.GetStringAsync("/metrics"))));

    private Task<long> Recoveries() => two.Ask("select count(*) from mt_events where type = 'real_time_layer_reconciled' and data ->> 'why' in ('empty', 'restarted')");
}
