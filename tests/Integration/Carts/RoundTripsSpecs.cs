using System.Collections.Concurrent;
using System.Diagnostics;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis.Profiling;

namespace Commerce.Integration.Carts;

/// <summary>How often a request on a cart goes to Redis and to PostgreSQL, one after the other. What travels at the same time counts once.</summary>
public class RoundTripsSpecs : IAsyncLifetime
{
    private readonly string name = $"round-trips-{Guid.NewGuid():N}";
    private readonly ConcurrentQueue<string> statements = new();
    private readonly ActivityListener listener;
    private ProfilingSession? commands;
    private Node node = null!;
    private Shop shop = null!;

    public RoundTripsSpecs()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(tag => tag.Value is string text && text.Contains(name, StringComparison.Ordinal)))
                    statements.Enqueue(activity.DisplayName);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public async Task InitializeAsync()
    {
        node = await Shop.With(("ConnectionStrings:postgres", new NpgsqlConnectionStringBuilder((await Backends.Running.Value).Postgres) { ApplicationName = name }.ConnectionString));
        shop = Shop.On(node);
        foreach (var connection in node.Services.GetRequiredService<RedisConnections>().All)
            connection.RegisterProfiler(() => commands);
    }

    public async Task DisposeAsync()
    {
        listener.Dispose();
        await node.DisposeAsync();
    }

    [Fact]
    public async Task an_edit_takes_one_to_redis_and_none_to_postgresql()
    {
        var basket = await Five();
        var (line, units) = ((await basket.See()).GetProperty("lines")[0].GetProperty("lineId").GetString(), 1);

        Assert.Equal((1, 0), await Least(() => basket.Send(HttpMethod.Put, $"/v1/cart/lines/{line}", new { units = ++units })));
    }

    [Fact]
    public async Task an_edit_takes_two_where_another_node_made_the_one_before()
    {
        var basket = await Five();
        var (line, units) = ((await basket.See()).GetProperty("lines")[0].GetProperty("lineId").GetString(), 1);
        await using var other = await Shop.With();
        var elsewhere = new Basket(Shop.On(other)) { Token = basket.Token };

        Assert.Equal((2, 0), await Least(
            () => basket.Send(HttpMethod.Put, $"/v1/cart/lines/{line}", new { units = ++units }),
            before: () => elsewhere.Send(HttpMethod.Put, $"/v1/cart/lines/{line}", new { units = ++units })));
    }

    [Fact]
    public async Task an_edit_with_an_idempotency_key_takes_one_more_for_its_answer_is_saved_with_it()
    {
        var basket = await Five();
        var line = (await basket.See()).GetProperty("lines")[0].GetProperty("variantId").GetString()!;

        Assert.Equal((3, 0), await Least(() => basket.Add(line, 1, ("Idempotency-Key", Guid.NewGuid().ToString()))));
    }

    [Fact]
    public async Task an_edit_looks_for_holds_of_its_own_only_once_a_checkout_was_started()
    {
        var basket = await Five();
        var (line, units) = ((await basket.See()).GetProperty("lines")[0].GetProperty("lineId").GetString(), 1);
        Task<HttpResponseMessage> Edit() => basket.Send(HttpMethod.Put, $"/v1/cart/lines/{line}", new { units = ++units });

        Assert.Equal(0, await Least("HGET", Edit));
        await Merchant.Ok(await basket.Send(HttpMethod.Post, "/v1/checkouts", new { }, ("Idempotency-Key", Guid.NewGuid().ToString())));
        Assert.Equal(5, await Least("HGET", Edit));
    }

    [Fact]
    public async Task reading_takes_two_to_redis_and_none_to_postgresql()
    {
        var basket = await Five();

        Assert.Equal((2, 0), await Least(() => basket.Send(HttpMethod.Get, "/v1/cart")));
    }

    [Fact]
    public async Task a_first_line_takes_one_to_redis_and_none_to_postgresql()
    {
        var mug = await Basket.Goods(shop);
        await new Basket(shop).With(mug);

        Assert.Equal((1, 0), await Least(() => new Basket(shop).Add(mug)));
    }

    [Fact]
    public async Task a_list_of_products_takes_none_at_all_and_a_products_page_one_for_its_stock()
    {
        var mug = await Basket.Goods(shop);

        Assert.Equal((0, 0), await Least(() => shop.Send(HttpMethod.Get, "/v1/products?limit=5")));
        Assert.Equal((1, 0), await Least(() => shop.Send(HttpMethod.Get, $"/v1/products/{mug}")));
        Assert.Equal((0, 0), await Least(() => shop.Send(HttpMethod.Get, $"/v1/products/{mug}/rating")));
    }

    /// <summary>Proves that the figures above would notice.</summary>
    [Fact]
    public async Task receiving_goods_is_seen_to_go_to_postgresql() =>
        Assert.InRange((await Least(() => shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{name}/receipts", new { units = 1, reason = "delivery" }))).Postgres, 1, 20);

    private async Task<Basket> Five()
    {
        var basket = new Basket(shop);
        foreach (var goods in await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Basket.Goods(shop))))
            await basket.With(goods);

        return basket;
    }

    /// <summary>The least of many: what works in the background comes on top now and then, and is not the request's.</summary>
    private async Task<(int Redis, int Postgres)> Least(Func<Task<HttpResponseMessage>> request, Func<Task<HttpResponseMessage>>? before = null)
    {
        var (redis, postgres) = (int.MaxValue, int.MaxValue);
        for (var i = 0; i < 25; i++)
        {
            if (before is not null)
                await Merchant.Ok(await before());

            statements.Clear();
            commands = new();
            await Merchant.Ok(await request());
            (redis, postgres) = (Math.Min(redis, InSequence(commands.FinishProfiling())), Math.Min(postgres, statements.Count));
        }

        return (redis, postgres);
    }

    /// <summary>The least of many, as above: how often a command was sent.</summary>
    private async Task<int> Least(string command, Func<Task<HttpResponseMessage>> request)
    {
        var least = int.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            commands = new();
            await Merchant.Ok(await request());
            least = Math.Min(least, commands.FinishProfiling().Count(sent => sent.Command == command));
        }

        return least;
    }

    /// <summary>The most commands of which each began after the one before had been answered.</summary>
    private static int InSequence(IEnumerable<IProfiledCommand> commands)
    {
        var (count, answered) = (0, DateTime.MinValue);
        foreach (var (begun, ended) in commands.Select(command => (command.CommandCreated, Ended: command.CommandCreated + command.ElapsedTime)).OrderBy(span => span.Ended))
            if (begun >= answered)
                (count, answered) = (count + 1, ended);

        return count;
    }
}
