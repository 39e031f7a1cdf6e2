using System.Collections.Concurrent;
using Commerce.Application.Operations;
using Commerce.Infrastructure.Redis.Operations.Clusters;
using Commerce.Integration.Support;
using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Commerce.Integration.RedisTools;

/// <summary>Servers that are kept from the processor for two seconds are down to each other, and the cluster with them.</summary>
[Collection(AloneCollection.Name)]
public class ClusterSpecs
{
    private static readonly RedisCluster Commands = new(Tools.Connections, new ConfigurationBuilder().Build());

    [NeedsRedisServerFact]
    public async Task a_shard_comes_and_goes_under_load_and_nothing_is_lost()
    {
        await using var cluster = await BareCluster.Start();
        var plan = new ClusterPlan(cluster.ConnectionString, DryRun: false);
        var (spare, follower) = (await cluster.Spare(), await cluster.Spare());
        await using var load = await Counters.Start(cluster.ConnectionString);

        var dry = Tools.Done(await Commands.AddShard(plan with { DryRun = true }, [BareCluster.Address(spare)], null, default));
        Assert.True(dry is { Shards.Count: 3, Steps.Count: 2 }, string.Join("\n", dry.Shards));

        var moved = new ConcurrentDictionary<string, long>();
        var added = Tools.Done(await Commands.AddShard(plan, [BareCluster.Address(spare), BareCluster.Address(follower)], Tools.Told(progress => moved[progress.Store] = progress.Done), default));
        var shard = added.Shards.Single(one => one.Primary == BareCluster.Address(spare));
        Assert.True(added.IsWhole);
        Assert.Equal((4096, BareCluster.Address(follower)), (shard.SlotCount, Assert.Single(shard.Replicas)));
        Assert.Equal(4096, moved.Values.Sum());
        await load.Agrees();

        // Broken off half-way and begun again.
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Commands.RemoveShard(plan, BareCluster.Address(spare), Tools.Told(progress =>
        {
            if (progress.Done > 200)
                stop.Cancel();
        }), stop.Token));
        // What was done last goes round in a second.
        await Eventually.True(async () => Tools.Done(await Commands.Status(cluster.ConnectionString, default)) is { IsWhole: true, Shards.Count: 4 });

        var removed = Tools.Done(await Commands.RemoveShard(plan, BareCluster.Address(spare), null, default));
        Assert.True(removed is { IsWhole: true, Shards.Count: 3 }, string.Join(' ', removed.Steps));
        Assert.All(removed.Shards, one => Assert.InRange(one.SlotCount, 5461, 5462));
        await load.Agrees();
    }

    [NeedsRedisServerFact]
    public async Task a_single_server_is_no_cluster_and_a_stranger_no_shard()
    {
        await using var single = await LocalRedis.Start();

        Assert.Equal("operations.not_a_cluster", (await Commands.Status(single.ConnectionString, default)).Refusal!.Code);
        Assert.Equal("operations.not_a_cluster", (await Commands.RemoveShard(new(single.ConnectionString, false), "127.0.0.1:1", null, default)).Refusal!.Code);
    }

    /// <summary>Counts in many slots, again and again; what was acknowledged must be there.</summary>
    private sealed class Counters : IAsyncDisposable
    {
        private const int Keys = 2_000;

        private readonly ConnectionMultiplexer connection;
        private readonly CancellationTokenSource enough = new();
        private readonly SemaphoreSlim pause = new(1);
        private readonly long[] counted = new long[Keys];
        private readonly ConcurrentQueue<Exception> faults = new();
        private readonly Task counting;

        private Counters(ConnectionMultiplexer connection)
        {
            this.connection = connection;
            counting = Task.Run(Count);
        }

        public static async Task<Counters> Start(string where) => new(await ConnectionMultiplexer.ConnectAsync(where));

        /// <summary>Between two rounds.</summary>
        public async Task Agrees()
        {
            await pause.WaitAsync();
            var found = await Task.WhenAll(Enumerable.Range(0, Keys).Select(i => connection.GetDatabase().StringGetAsync(Name(i))));
            Assert.Empty(faults.Select(fault => fault.Message));
            Assert.Equal(counted, found.Select(value => (long)value));
            Assert.Contains(counted, count => count > 1);
            pause.Release();
        }

        public async ValueTask DisposeAsync()
        {
            await enough.CancelAsync();
            await counting;
            await connection.DisposeAsync();
        }

        private async Task Count()
        {
            for (var i = 0; !enough.IsCancellationRequested; i = (i + 8) % Keys)
            {
                await pause.WaitAsync();
                await Task.WhenAll(Enumerable.Range(i, 8).Select(One));
                pause.Release();
            }
        }

        private async Task One(int i)
        {
            try
            {
                await connection.GetDatabase().StringIncrementAsync(Name(i));
                counted[i]++;
            }
            catch (Exception fault) when (fault is RedisException or TimeoutException)
            {
                faults.Enqueue(fault);
            }
        }

        private static string Name(int i) => $"counter:{i}";
    }
}
