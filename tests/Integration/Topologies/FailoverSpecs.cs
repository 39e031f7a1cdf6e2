using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Commerce.Application.Carts;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Faults;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Topologies;
using Xunit.Abstractions;

namespace Commerce.Integration.Topologies;

/// <summary>
/// A primary dies or freezes while eight shoppers fill their carts. The servers elect another; the program follows. Until then each shopper whose shard is gone is told to come again, those of
/// other shards notice nothing, and afterwards nobody is refused.
/// </summary>
[Collection(FaultsCollection.Name)]
public class FailoverSpecs(ITestOutputHelper output)
{
    private const int Shoppers = 8;

    [NeedsRedisServerFact]
    public async Task a_cluster_goes_on_when_a_primary_is_killed()
    {
        await using var redis = await RedisCluster.Start();
        await GoesOn(redis, primary => primary.Kill(), _ => Task.CompletedTask);
    }

    [NeedsRedisServerFact]
    public async Task a_cluster_goes_on_when_a_primary_freezes()
    {
        await using var redis = await RedisCluster.Start();
        await GoesOn(redis, primary => primary.Freeze(), primary => primary.Thaw());
    }

    [NeedsRedisServerFact]
    public async Task a_sentinel_set_goes_on_when_its_primary_is_killed()
    {
        await using var redis = await SentinelSet.Start();
        await GoesOn(redis, primary => primary.Kill(), _ => Task.CompletedTask);
    }

    [NeedsRedisServerFact]
    public async Task a_sentinel_set_goes_on_when_its_primary_freezes()
    {
        await using var redis = await SentinelSet.Start();
        await GoesOn(redis, primary => primary.Freeze(), primary => primary.Thaw());
    }

    private async Task GoesOn(IRedisTopology redis, Func<LocalRedis, Task> fail, Func<LocalRedis, Task> heal)
    {
        await using var web = await Topology.Open(redis);
        var shop = Shop.At(web.Http.BaseAddress!);
        await Topology.Sells(shop);
        var variant = await Basket.Goods(shop, stock: 1_000);
        var baskets = await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(_ => new Basket(shop).With(variant)));
        var lost = await Keeps(baskets[0]);
        var shoppers = await Task.WhenAll(baskets.Select(async basket => new Shopping(basket, await Keeps(basket) == lost)));
        using var closing = new CancellationTokenSource();
        var trade = Task.WhenAll(shoppers.Select(shopper => shopper.Go(closing.Token)));
        await Eventually.True(() => shoppers.All(shopper => shopper.InARow > 5));

        await fail(lost);

        await Eventually.True(() => shoppers.Any(shopper => shopper.Refused > 0));
        await Eventually.True(() => shoppers.All(shopper => shopper.InARow > 20));
        await Eventually.True(() => web.Log.Contains("Redis has failed over", StringComparison.Ordinal));
        var refusedBefore = shoppers.Sum(shopper => shopper.Refused);
        await Topology.Sells(shop);
        Assert.Equal(refusedBefore, shoppers.Sum(shopper => shopper.Refused));
        await closing.CancelAsync();
        await trade;

        output.WriteLine($"slowest answer {shoppers.Max(shopper => shopper.Slowest)} ms, refused {refusedBefore}, longest away {shoppers.Max(shopper => shopper.Away)} ms");
        output.WriteLine(string.Join('\n', web.Log.Split('\n').Where(line => line.Contains("failed over", StringComparison.Ordinal))));
        Assert.Empty(shoppers.SelectMany(shopper => shopper.Strange));
        Assert.All(shoppers.Where(shopper => !shopper.IsOfTheLost), shopper => Assert.Equal(0, shopper.Refused));
        Assert.All(await Task.WhenAll(shoppers.Select(shopper => shopper.Units())), units => Assert.True(units.Kept >= 1 && units.Kept <= units.Asked, $"{units}"));

        await heal(lost);
        await Topology.Agrees(shop);

        Task<LocalRedis> Keeps(Basket basket) => redis.PrimaryOf($"{Keys.Carts.Session(CartOwner.Holder(basket.Token!).TokenHash)}");
    }

    /// <summary>One shopper who puts one more into the cart, again and again.</summary>
    private sealed class Shopping(Basket basket, bool isOfTheLost)
    {
        private long failingSince;

        public bool IsOfTheLost => isOfTheLost;

        public int Asked { get; private set; } = 1;

        public int InARow { get; private set; }

        public int Refused { get; private set; }

        public long Slowest { get; private set; }

        public long Away { get; private set; }

        /// <summary>Answers that are neither "done" nor "come again".</summary>
        public ConcurrentQueue<string> Strange { get; } = [];

        public async Task Go(CancellationToken closing)
        {
            var line = (await basket.See()).GetProperty("lines")[0].GetProperty("lineId").GetString()!;
            while (!closing.IsCancellationRequested)
            {
                Asked = 1 + (Asked % 50);
                var sent = Stopwatch.GetTimestamp();
                using var answer = await basket.Send(HttpMethod.Put, $"/v1/cart/lines/{line}", new { units = Asked });
                Slowest = Math.Max(Slowest, (long)Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                if (answer.IsSuccessStatusCode)
                {
                    (Away, failingSince, InARow) = (failingSince == 0 ? Away : Math.Max(Away, (long)Stopwatch.GetElapsedTime(failingSince).TotalMilliseconds), 0, InARow + 1);
                }
                else if (answer.StatusCode is HttpStatusCode.ServiceUnavailable && await Merchant.Code(answer) == "redis_unavailable" && answer.Headers.RetryAfter is not null)
                {
                    (failingSince, InARow, Refused) = (failingSince == 0 ? sent : failingSince, 0, Refused + 1);
                }
                else
                {
                    Strange.Enqueue($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
                }
            }
        }

        public async Task<(int Kept, int Asked)> Units() => ((await basket.See()).GetProperty("lines")[0].GetProperty("units").GetInt32(), 50);
    }
}
