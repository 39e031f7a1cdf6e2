using Commerce.Application.Operations;
using Commerce.Infrastructure.Redis.Operations.Capacity;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Commerce.Integration.RedisTools;

public class CapacitySpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void memory_that_grows_steadily_runs_out_when_the_line_meets_the_limit()
    {
        // 100 MiB, and 10 MiB more each day, of 400 MiB.
        var readings = Enumerable.Range(0, 11).Select(day => Recorded(day, memoryMiB: 100 + (10 * day), clients: 50, maxMemoryMiB: 400));

        var (memory, clients) = Both(readings);

        Assert.Equal(("memory", 11, 200L << 20, 400L << 20), (memory.Resource, memory.Readings, memory.Used, memory.Limit));
        Assert.Equal(10L << 20, memory.GrowthPerDay!.Value, 1.0);
        Assert.InRange(memory.RunsOut!.Value, Start.AddDays(30).AddMinutes(-1), Start.AddDays(30).AddMinutes(1));
        Assert.Equal((50L, 10_000L, 0.0), (clients.Used, clients.Limit, clients.GrowthPerDay));
        Assert.Null(clients.RunsOut);
    }

    [Fact]
    public void days_and_nights_do_not_hide_the_growth()
    {
        // Every twelve hours for two weeks: twenty connections more by day, and three more each day.
        var readings = Enumerable.Range(0, 29).Select(half => Recorded(half / 2.0, memoryMiB: 100, clients: 100 + (3 * half / 2) + (half % 2 * 20), maxMemoryMiB: 400));

        var (memory, clients) = Both(readings);

        Assert.InRange(clients.GrowthPerDay!.Value, 2.8, 3.2);
        Assert.InRange((clients.RunsOut!.Value - Start).TotalDays, 3_000, 3_500);
        Assert.Null(memory.RunsOut);
    }

    [Fact]
    public void without_maxmemory_the_machine_is_the_limit_and_what_shrinks_never_runs_out()
    {
        var (memory, _) = Both([Recorded(0, 300, 1, maxMemoryMiB: 0), Recorded(1, 250, 1, maxMemoryMiB: 0), Recorded(2, 200, 1, maxMemoryMiB: 0)]);

        Assert.Equal(8_589_934_592, memory.Limit);
        Assert.True(memory.GrowthPerDay < 0);
        Assert.Null(memory.RunsOut);
    }

    [Fact]
    public void readings_of_less_than_a_day_tell_nothing_and_what_is_over_the_limit_is_over_now()
    {
        var (early, _) = Both([Recorded(0, 100, 1, 400), Recorded(0.9, 390, 1, 400)]);
        Assert.Equal((null, null), (early.GrowthPerDay, early.RunsOut));

        var (late, _) = Both([Recorded(0, 100, 1, 400), Recorded(1, 300, 1, 400), Recorded(2, 450, 1, 400)]);
        Assert.Equal(Start.AddDays(2), late.RunsOut);
    }

    [NeedsRedisServerFact]
    public async Task what_was_written_down_is_found_again_and_only_of_the_window()
    {
        await using var redis = await LocalRedis.Start("maxmemory 64mb");
        var clock = new FakeTimeProvider(Start);
        var capacity = new RedisCapacity(Tools.Connections, shop.Services.GetRequiredService<NpgsqlDataSource>(), clock);
        var server = BareCluster.Address(redis);

        for (var day = 0; day < 4; day++)
        {
            Assert.Equal(1, await capacity.Record(redis.ConnectionString, default));
            clock.Advance(TimeSpan.FromDays(1));
        }

        var all = (await capacity.Forecast(30, default)).Where(one => one.Server == server).ToList();
        var recent = (await capacity.Forecast(2, default)).Where(one => one.Server == server).ToList();
        Assert.Equal([("memory", 4, 64L << 20), ("connections", 4, 10_000L)], all.Select(one => (one.Resource, one.Readings, one.Limit)));
        Assert.All(all, one => Assert.NotNull(one.GrowthPerDay));
        Assert.All(all, one => Assert.InRange(one.Used, 1, one.Limit));
        Assert.All(recent, one => Assert.Equal(2, one.Readings));
    }

    private static (CapacityForecast Memory, CapacityForecast Clients) Both(IEnumerable<Reading> readings)
    {
        var both = Outlook.Of([.. readings]);
        return (both[0], both[1]);
    }

    /// <summary>An answer to INFO, as a server of 7.0 gave it, with other numbers.</summary>
    private static Reading Recorded(double day, long memoryMiB, int clients, long maxMemoryMiB) => Reading.Parse("10.0.0.1:6379", Start.AddDays(day), $"""
        # Server
        redis_version:7.0.15
        redis_mode:standalone
        uptime_in_seconds:{(int)(day * 86_400)}

        # Clients
        connected_clients:{clients}
        cluster_connections:0
        maxclients:10000
        client_recent_max_input_buffer:20480

        # Memory
        used_memory:{memoryMiB << 20}
        used_memory_human:{memoryMiB}.00M
        used_memory_rss:{(memoryMiB + 12) << 20}
        total_system_memory:8589934592
        total_system_memory_human:8.00G
        maxmemory:{maxMemoryMiB << 20}
        maxmemory_policy:noeviction
        mem_fragmentation_ratio:1.12
        """.ReplaceLineEndings("\r\n"));
}
