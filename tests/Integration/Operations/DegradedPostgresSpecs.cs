using System.Net;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Npgsql;

namespace Commerce.Integration.Operations;

/// <summary>PostgreSQL fails in the middle of the trade: what is in memory and in Redis goes on, what has to be written down is refused with the advice to come again, and nothing happens twice.</summary>
public class DegradedPostgresSpecs
{
    [NeedsOwnServersFact]
    public async Task goes_on_when_postgresql_is_killed_and_starts_again()
    {
        await using var postgres = await LocalPostgres.Start();
        await using var redis = await LocalRedis.Start();
        await using var node = await Node(postgres.ConnectionString, redis);
        var trade = await Trade.Begin(Shop.On(node));

        await postgres.Kill();
        await trade.IsRefusedAndGoesOn();
        await postgres.Restart();

        await trade.EndsWithOneOrder();
    }

    [NeedsOwnServersFact]
    public async Task goes_on_when_postgresql_has_no_connection_left()
    {
        const int connections = 40;
        await using var postgres = await LocalPostgres.Start(connections);
        await using var redis = await LocalRedis.Start();
        await using var node = await Node(postgres.ConnectionString, redis);
        var trade = await Trade.Begin(Shop.On(node));

        await using (await Hogs.Take(postgres.ConnectionString, connections))
            await trade.IsRefusedAndGoesOn();

        await trade.EndsWithOneOrder();
    }

    private static async Task<Node> Node(string postgres, LocalRedis redis)
    {
        var node = await Shop.With(("ConnectionStrings:postgres", postgres), ("ConnectionStrings:redis", redis.ConnectionString));
        await node.Ready();
        return node;
    }

    /// <summary>A shopper about to pay, another one browsing.</summary>
    private sealed record Trade(Shop Shop, Till Till, string Mug, Basket Basket, string Key)
    {
        public static async Task<Trade> Begin(Shop shop)
        {
            var mug = await Basket.Goods(shop, stock: 5);
            var till = await new Till(shop, await new Basket(shop).With(mug, 2)).Locked();
            var basket = await new Basket(shop).With(mug);
            await shop.Http.GetAsync("/v1/products");
            await shop.Http.GetAsync($"/v1/products/{mug}");
            return new(shop, till, mug, basket, Guid.NewGuid().ToString("N"));
        }

        public async Task IsRefusedAndGoesOn()
        {
            var refused = await Till.Pay(key: Key);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "database_unavailable"), (refused.StatusCode, await Merchant.Code(refused)));
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal(HttpStatusCode.OK, (await Shop.Http.GetAsync("/v1/products")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await Shop.Http.GetAsync($"/v1/products/{Mug}")).StatusCode);
            await Basket.With(Mug);
            Assert.Equal("Mug 2", await Basket.Lines());
        }

        public async Task EndsWithOneOrder()
        {
            await Eventually.True(async () => (await Till.Pay(key: Key)).IsSuccessStatusCode);
            await Till.Reaches("COMPLETED");
            var orders = await Shop.Json(await Merchant.Ok(await Shop.Admin(HttpMethod.Get, "/v1/admin/orders")));
            Assert.Single(orders.GetProperty("items").EnumerateArray());
            await Eventually.True(async () => await Till.Stock(Mug) == (3, 0));
            Assert.Equal("Mug 2", await Basket.Lines());
        }
    }

    /// <summary>Every connection the server has to give, those of the shop included.</summary>
    private sealed class Hogs(string postgres) : IAsyncDisposable
    {
        private readonly List<NpgsqlConnection> taken = [];

        /// <summary>Whatever the shop has or is about to get is ended and its place taken, until there is none left: one that is still logging in is not listed, but it has a place.</summary>
        public static async Task<Hogs> Take(string postgres, int all)
        {
            var hogs = new Hogs(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, ApplicationName = "hog" }.ConnectionString);
            await hogs.More();
            await Eventually.True(async () =>
            {
                await using var end = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where application_name <> 'hog' and backend_type = 'client backend'", hogs.taken[0]);
                await end.ExecuteNonQueryAsync();
                while (await hogs.More())
                {
                }

                return hogs.taken.Count == all;
            });

            return hogs;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var connection in taken)
                await connection.DisposeAsync();
        }

        private async Task<bool> More()
        {
            var connection = new NpgsqlConnection(postgres);
            try
            {
                await connection.OpenAsync();
                taken.Add(connection);
                return true;
            }
            catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await connection.DisposeAsync();
                return false;
            }
        }
    }
}
