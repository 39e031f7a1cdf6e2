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

        await MovesWhole(single.ConnectionString, cluster.ConnectionString, writeUntil: "pass 2");
        await single.Flush();
        await MovesWhole(cluster.ConnectionString, single.ConnectionString, writeUntil: "pass 1");
    }

    [NeedsRedisServerFact]
    public async Task keys_that_the_target_had_are_left_alone_unless_it_is_asked_and_never_deleted()
    {
        await using var source = await LocalRedis.Start();
        await using var target = await LocalRedis.Start();
        foreach (var (key, value) in ((string, string)[])[("differs", "new"), ("same", "1"), ("missing", "2")])
            await source.Do("SET", key, value);
        foreach (var (key, value) in ((string, string)[])[("differs", "old"), ("same", "1"), ("foreign", "3")])
            await target.Do("SET", key, value);

        (string, string)[] settings = [("ConnectionStrings__redis", source.ConnectionString), ("ConnectionStrings__new", target.ConnectionString)];
        var (status, output) = await Tools.Run(settings, "redis", "migrate", "--to", "new", "--dry-run", "--json", "--checkpoint", Tools.FreshFile("checkpoint.json"));
        Assert.True(status == 1 && output.Contains("copied", StringComparison.Ordinal), output);
        Assert.Equal((1, 1), (Tools.Json(output).GetProperty("copied").GetInt32(), Tools.Json(output).GetProperty("kept").GetInt32()));
        Assert.True((await target.Do("GET", "missing")).IsNull);

        var plan = Tools.Plan(source.ConnectionString, target.ConnectionString);
        Assert.True((await Tools.Migrate(plan)).Is(out var careful));
        Assert.Equal((false, 1), (careful.Agrees, careful.Kept));
        Assert.Equal(["differs"], careful.FirstKept);
        Assert.Equal(["old", "1", "2", "3"], await Values(target));

        Assert.True((await Tools.Migrate(plan with { Overwrite = true })).Is(out var bold));
        Assert.True(bold is { Agrees: true, Kept: 0 }, $"{bold}");
        Assert.Equal(["new", "1", "2", "3"], await Values(target));
    }

    [NeedsRedisServerFact]
    public async Task a_signal_stops_it_and_the_same_command_goes_on()
    {
        await using var source = await LocalRedis.Start();
        await using var target = await LocalRedis.Start();
        await using (var connection = await ConnectionMultiplexer.ConnectAsync(source.ConnectionString))
            await new Cargo(connection).Load(5_000);

        // One key at a time, so that the first tenth is far from the last.
        (string, string)[] settings = [("ConnectionStrings__redis", source.ConnectionString), ("ConnectionStrings__new", target.ConnectionString)];
        string[] arguments = ["redis", "migrate", "--to", "new", "--batch", "1", "--checkpoint", Tools.FreshFile("checkpoint.json")];
        var (stopped, words) = await Tools.RunUntilFirstLine(settings, arguments);
        Assert.Equal(130, stopped);
        Assert.StartsWith("copy: 50", words, StringComparison.Ordinal);
        Assert.Contains("the same command goes on from there", words, StringComparison.Ordinal);
        Assert.InRange((long)await target.Do("DBSIZE"), 500, 4_900);

        var (status, output) = await Tools.Run(settings, [.. arguments.Select(word => word == "1" ? "500" : word)]);
        Assert.True(status == 0 && output.Contains("Both agree", StringComparison.Ordinal), output);
        Assert.Equal(5_000, (long)await target.Do("DBSIZE"));
    }

    [NeedsRedisServerFact]
    public async Task what_was_prepared_is_brought_up_to_date_by_a_later_run()
    {
        await using var source = await LocalRedis.Start();
        await using var target = await LocalRedis.Start();
        await source.Do("MSET", "differs", "old", "same", "1", "missing", "2");
        var plan = Tools.Plan(source.ConnectionString, target.ConnectionString);

        Assert.True(Tools.Done(await Tools.Migrate(plan with { Prepare = true })).Agrees);
        await source.Do("SET", "differs", "new", "EX", 1000);
        await source.Do("DEL", "missing");
        var later = Tools.Done(await Tools.Migrate(plan));

        Assert.True(later is { Agrees: true, Keys: 2, Mended: 2, Kept: 0 }, $"{later}");
        Assert.Equal(["new", "1", "", ""], await Values(target));
        Assert.InRange((long)await target.Do("TTL", "differs"), 900, 1000);
        Assert.False(File.Exists(plan.Checkpoint));
    }

    [NeedsRedisServerFact]
    public async Task another_runs_checkpoint_and_the_source_itself_are_refused()
    {
        await using var source = await LocalRedis.Start();
        await using var target = await LocalRedis.Start();
        var plan = Tools.Plan(source.ConnectionString, target.ConnectionString);
        await File.WriteAllTextAsync(plan.Checkpoint, """{"Identity":"other","IsCopied":false,"Copied":0,"Next":{}}""");

        Assert.Equal("operations.checkpoint_of_another", (await Tools.Migrate(plan)).Refusal!.Code);
        Assert.Equal("operations.same_redis", (await Tools.Migrate(plan with { To = plan.From })).Refusal!.Code);
    }

    private static async Task<IEnumerable<string>> Values(LocalRedis redis) => ((RedisResult[])(await redis.Do("MGET", "differs", "same", "missing", "foreign"))!).Select(value => $"{value}");

    private static async Task MovesWhole(string from, string to, string writeUntil)
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
            if (progress.Store == writeUntil && rest.IsCompleted)
                rest = cargo.Rest();
        })).Is(out var report));
        await rest;

        // It began where it had been stopped, and others wrote all the while.
        Assert.InRange(walked, 1, Many * 3 / 4);
        Assert.InRange(report.Copied, Many * 3 / 4, Many * 2);
        Assert.True(cargo.Writes > before);
        Assert.True(report is { Agrees: true, Mended: > 0, Kept: 0 }, $"{report}");
        Assert.Equal(report.Source, report.Target);

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
