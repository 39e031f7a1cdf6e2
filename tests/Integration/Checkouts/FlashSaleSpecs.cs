using System.Collections.Concurrent;
using System.Net;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Checkouts;

public class FlashSaleSpecs(Shop shop) : IClassFixture<Shop>
{
    private const int Units = 100;
    private const int Buyers = 64;
    private const int Attempts = 192;
    private const int Rounds = 20;

    [Fact]
    public async Task sells_every_unit_once_and_refuses_the_rest_in_every_round()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var variant = await Basket.Goods(shop, cents: 500, stock: Units);
            var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, Attempts));

            var outcomes = (await Task.WhenAll(Enumerable.Range(0, Buyers).Select(_ => BuyWhileThereIs(waiting, variant)))).SelectMany(outcome => outcome).ToArray();

            Assert.Equal((Units, Attempts - Units), (outcomes.Count(outcome => outcome == "COMPLETED"), outcomes.Count(IsRefusal)));
            Assert.Equal((0, 0), await new Till(shop, new Basket(shop)).Stock(variant));
        }
    }

    private static bool IsRefusal(string outcome) => outcome is "inventory.insufficient" or "inventory.sold_out";

    private async Task<List<string>> BuyWhileThereIs(ConcurrentQueue<int> waiting, string variant)
    {
        var outcomes = new List<string>();
        while (waiting.TryDequeue(out _))
        {
            var till = new Till(shop, await new Basket(shop).With(variant));
            var answer = await till.Buy();
            outcomes.Add(answer.StatusCode == HttpStatusCode.Created ? Till.Of(await Shop.Json(answer), "state") : await Merchant.Code(answer) ?? answer.StatusCode.ToString());
        }

        return outcomes;
    }
}
