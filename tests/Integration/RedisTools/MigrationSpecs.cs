using System.Text.Json;
using Commerce.Application.Operations;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using StackExchange.Redis;

namespace Commerce.Integration.RedisTools;

public class MigrationSpecs
{
    private const int Many = 200_000;

    [NeedsRedisServerFact]
    public async Task every_key_of_every_type_goes_to_a_cluster_and_back_while_others_write_and_though_it_is_stopped()
    {
        await using var single = await LocalRedis.Start();
        await using var cluster = await BareCluster.Start();
        await using (var connection = await ConnectionMultiplexer.ConnectAsync(single.ConnectionString))
            await new Cargo(connection).Load(Many);

        await MovesWhole(single.ConnectionString, cluster.ConnectionString);
        await single.Flush();
        await MovesWhole(cluster.ConnectionString, single.ConnectionString);
    }

    private static async Task MovesWhole(string from, string to)
    {
        await using var source = await ConnectionMultiplexer.ConnectAsync(from);
        await using var target = await ConnectionMultiplexer.ConnectAsync(to);
        var (cargo, plan) = (new Cargo(source), Tools.Plan(from, to));
        cargo.Write(Many);

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tools.Migrate(plan, progress =>
        {
            cargo.Turn();
            if (progress.Done > Many / 3)
                stop.Cancel();
        }, stop.Token));

        var (rest, walked, before) = (Task.CompletedTask, 0L, cargo.Writes);
        Assert.True((await Tools.Migrate(plan, progress =>
        {
            cargo.Turn();
            walked = progress.Store == "copy" ? progress.Done : walked;
            if (progress.Store == "pass 2" && rest.IsCompleted)
                rest = cargo.Rest();
        })).Is(out var report));
        await rest;

        // It began where it had been stopped, and others wrote all the while.
        Assert.InRange(walked, 1, Many * 3 / 4);
        Assert.InRange(report.Copied, Many * 3 / 4, Many * 2);
        Assert.True(cargo.Writes > before);
        Assert.True(report is { Agrees: true, Mended: > 0, Kept: 0 }, $"{report}");
        Assert.Equal(report.Source, report.Target);

        Console.WriteLine($"MIG {report}");
        var (left, arrived) = (await cargo.Read(), await new Cargo(target).Read());
        var lone = left.Keys.Except(arrived.Keys).Concat(arrived.Keys.Except(left.Keys)).ToList();
        Assert.All(lone, key => Assert.StartsWith("cargo:brief:", key, StringComparison.Ordinal));
        foreach (var (key, (content, ends)) in left.Where(pair => arrived.ContainsKey(pair.Key)))
        {
            Assert.Equal((key, content), (key, arrived[key].Content));
            Assert.InRange(arrived[key].Ends, ends - 1000, ends + 1000);
        }

        Assert.Contains(left.Values, entry => entry.Ends > 0);
        Assert.False(File.Exists(plan.Checkpoint));
    }
}
