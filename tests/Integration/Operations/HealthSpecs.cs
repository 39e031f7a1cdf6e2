using System.Net;
using Commerce.Integration.Support;
using StackExchange.Redis;

namespace Commerce.Integration.Operations;

public class HealthSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_alive_as_long_as_the_process_answers()
    {
        var answer = await shop.Send(HttpMethod.Get, "/health/live");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Healthy", (await Shop.Json(answer)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task is_ready_when_both_servers_are_and_shows_their_figures()
    {
        var answer = await shop.Send(HttpMethod.Get, "/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var checks = (await Shop.Json(answer)).GetProperty("checks");
        Assert.Equal("Healthy", checks.GetProperty("postgres").GetProperty("status").GetString());
        Assert.True(checks.GetProperty("postgres").GetProperty("figures").GetProperty("connectionLimit").GetInt32() > 0);
        Assert.True(checks.GetProperty("redis").GetProperty("figures").GetProperty("memoryUsedBytes").GetInt64() > 0);
        Assert.True(checks.GetProperty("redis").GetProperty("figures").GetProperty("connectedClients").GetInt64() > 0);
    }

    [NeedsRedisServerFact]
    public async Task is_not_ready_before_redis_was_reached_and_then_only_degraded_while_it_is_gone()
    {
        await using var redis = await LocalRedis.Start();
        await redis.Kill();
        await using var node = await Alone(redis);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await Ready());
        Assert.Equal(HttpStatusCode.OK, (await node.Client.GetAsync("/v1/products")).StatusCode);

        await redis.Restart();
        await Eventually.True(async () => await Ready() == (HttpStatusCode.OK, "Healthy"));

        await redis.Kill();
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await Ready());
        Assert.Equal(HttpStatusCode.OK, (await node.Client.GetAsync("/v1/products")).StatusCode);

        async Task<(HttpStatusCode, string?)> Ready()
        {
            using var answer = await node.Client.GetAsync("/health/ready");
            return (answer.StatusCode, (await Shop.Json(answer)).GetProperty("checks").GetProperty("redis").GetProperty("status").GetString());
        }
    }

    [NeedsRedisServerFact]
    public async Task says_so_when_redis_may_evict()
    {
        await using var redis = await LocalRedis.Start();
        await using (var operators = await ConnectionMultiplexer.ConnectAsync($"{redis.ConnectionString},allowAdmin=true"))
            await operators.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");

        await using var node = await Alone(redis);
        await node.Ready();

        var check = (await Shop.Json(await node.Client.GetAsync("/health/ready"))).GetProperty("checks").GetProperty("redis");

        Assert.Equal("Degraded", check.GetProperty("status").GetString());
        Assert.Contains("allkeys-lru", check.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task shows_its_metrics_to_prometheus()
    {
        await shop.Send(HttpMethod.Get, "/v1/products");

        // The exporter caches its answer for a moment, so the first one may be from before the request.
        await Eventually.True(async () => (await (await shop.Send(HttpMethod.Get, "/metrics")).Content.ReadAsStringAsync()) is var text
            && text.Contains("commerce_redis_operation_duration_seconds", StringComparison.Ordinal) && text.Contains("http_server_request_duration_seconds", StringComparison.Ordinal));
    }

    /// <summary>With a database of its own as well: else it would look after the checkouts of others in a Redis that knows nothing of them.</summary>
    private static async Task<Node> Alone(LocalRedis redis) =>
        await Shop.With(("ConnectionStrings:postgres", await TestDatabase.Create((await Backends.Running.Value).Postgres)), ("ConnectionStrings:redis", redis.ConnectionString));
}
