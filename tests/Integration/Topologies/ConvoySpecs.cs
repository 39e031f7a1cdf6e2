using System.Globalization;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Inventory;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using StackExchange.Redis;

namespace Commerce.Integration.Topologies;

/// <summary>Scripts of many callers that travel together.</summary>
public sealed class ConvoySpecs : IAsyncLifetime
{
    private static readonly Script Available = Script.Load("Redis/Inventory/lapse.lua", "Redis/Inventory/level.lua", "Redis/Inventory/available.lua");

    private LocalRedis redis = null!;
    private ConnectionMultiplexer connection = null!;
    private Convoy convoy = null!;

    public async Task InitializeAsync()
    {
        redis = await LocalRedis.Start();
        var options = ConfigurationOptions.Parse(redis.ConnectionString);
        options.BacklogPolicy = BacklogPolicy.FailFast;
        connection = await ConnectionMultiplexer.ConnectAsync(options);
        convoy = new(connection.GetDatabase());
    }

    public async Task DisposeAsync()
    {
        convoy.Dispose();
        await connection.DisposeAsync();
        await redis.DisposeAsync();
    }

    [NeedsRedisServerFact]
    public async Task get_each_his_own_answer_and_share_the_reads_of_the_socket()
    {
        const int callers = 300;
        for (var caller = 0; caller < callers; caller++)
            await Know(caller);
        var before = await Reads();

        var answers = await Task.WhenAll(Enumerable.Range(0, callers).Select(Ask));

        Assert.Equal(Enumerable.Range(0, callers).Select(caller => $"{caller} 0 0"), answers);
        Assert.InRange(await Reads() - before, 1, callers / 3);
    }

    [NeedsRedisServerFact]
    public async Task are_sent_as_texts_where_the_server_does_not_know_them_any_more()
    {
        await Know(7);
        Assert.Equal("7 0 0", await Ask(7));
        await redis.Do("SCRIPT", "FLUSH");

        Assert.All(await Task.WhenAll(Enumerable.Repeat(7, 20).Select(Ask)), answer => Assert.Equal("7 0 0", answer));
    }

    [NeedsRedisServerFact]
    public async Task fail_each_for_himself()
    {
        await Know(7);
        await connection.GetDatabase().StringSetAsync(Keys.Inventory.Variant(Name(8)), "no hash");

        Task<string?>[] asked = [Ask(7), Ask(7), Ask(8), Ask(7)];

        await Assert.ThrowsAsync<RedisServerException>(() => asked[2]);
        Assert.All([await asked[0], await asked[1], await asked[3]], answer => Assert.Equal("7 0 0", answer));
    }

    [NeedsRedisServerFact]
    public async Task do_not_wait_for_others_whose_answer_does_not_come()
    {
        await Know(7);
        Assert.Equal("7 0 0", await Ask(7));
        await redis.Freeze();

        Task<string?>[] asked = [Ask(7), Ask(7), Ask(7)];
        await Eventually.True(() => Sent() >= 3);
        var before = Sent();
        asked = [.. asked, Ask(7), Ask(7)];
        await Eventually.True(() => Sent() >= before + 2);
        await redis.Thaw();

        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal("7 0 0", answer));
        Assert.Equal("7 0 0", await Ask(7));
    }

    [NeedsRedisServerFact]
    public async Task are_refused_one_and_all_while_there_is_no_connection_and_go_on_afterwards()
    {
        await Know(7);
        await redis.Freeze();
        var first = Ask(7);
        Task<string?>[] asked = [Ask(7), Ask(7)];
        await redis.Kill();

        await Assert.ThrowsAnyAsync<RedisException>(() => first);
        foreach (var one in asked)
            await Assert.ThrowsAnyAsync<RedisException>(() => one);

        await redis.Restart();
        await Eventually.True(() => connection.IsConnected);
        Assert.All(await Task.WhenAll(Ask(7), Ask(7), Ask(7)), answer => Assert.Equal("7 0 0", answer));
    }

    /// <summary>As many units of a variant as it has in its name.</summary>
    private Task Know(int units) => connection.GetDatabase().HashSetAsync(Keys.Inventory.Variant(Name(units)), [new("on_hand", units), new("version", 1), new("backorder", 0)]);

    private async Task<string?> Ask(int variant) => (string?)(await convoy.Send(Available, RedisInventory.Level(Name(variant)), []))[0];

    /// <summary>What has left and is not answered.</summary>
    private long Sent() => connection.GetCounters().Interactive.SentItemsAwaitingResponse;

    /// <summary>How often the server has read a socket.</summary>
    private async Task<long> Reads() =>
        long.Parse($"{await redis.Do("INFO", "stats")}".Split("total_reads_processed:")[1].Split('\r')[0], CultureInfo.InvariantCulture);

    private static string Name(int units) => $"mug-{units}";
}
