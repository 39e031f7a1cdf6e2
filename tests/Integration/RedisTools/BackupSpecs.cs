using System.Text.Json;
using Commerce.Application.Operations;
using Commerce.Domain;
using Commerce.Infrastructure.Redis.Operations.Backups;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Commerce.Integration.Support.Topologies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace Commerce.Integration.RedisTools;

public class BackupSpecs
{
    private const int Some = 20_000;

    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider clock = new(Noon);
    private readonly string folder = Tools.FreshFile("backups");

    [NeedsRedisServerFact]
    public async Task what_one_server_held_comes_back_in_a_cluster_and_from_there_through_a_bucket_in_one_server()
    {
        await using var single = await LocalRedis.Start();
        await using var cluster = await BareCluster.Start();
        await using var bucket = await Bucket.Start();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(single.ConnectionString);
        await new Cargo(connection).Load(Some);
        var held = await new Cargo(connection).Read();

        var saved = await Backup(single.ConnectionString);
        Assert.True((await Restore(cluster.ConnectionString)).Is(out var restored));
        Assert.True(restored is { Agrees: true, Keys: Some } && restored.Source == restored.Target, $"{restored}");
        Assert.Equal(Some, Assert.Single(saved.Shards).Keys);
        await HoldsStill(cluster.ConnectionString, held);

        (string, string)[] settings =
        [
            ("ConnectionStrings__redis", cluster.ConnectionString), ("ConnectionStrings__empty", single.ConnectionString), ("Redis__Backups__S3__Endpoint", bucket.Address),
            ("Redis__Backups__S3__Region", Bucket.Region), ("AWS_ACCESS_KEY_ID", Bucket.AccessKey), ("AWS_SECRET_ACCESS_KEY", Bucket.SecretKey),
        ];
        var (status, output) = await Tools.Run(settings, "redis", "backup", "--to", "s3://shop/redis/nightly", "--json");
        Assert.True(status == 0, output);
        Assert.Equal(3, bucket.Objects.Keys.Count(key => key.EndsWith(".rdb", StringComparison.Ordinal) && key.StartsWith("shop/redis/nightly/", StringComparison.Ordinal)));
        var shards = Tools.Json(output).GetProperty("shards").EnumerateArray().ToList();
        Assert.Equal(16_384, shards.Sum(shard => shard.GetProperty("slots").GetString()!.Split('-') is [var from, var to] ? int.Parse(to) - int.Parse(from) + 1 : 0));
        Assert.Equal(Some, shards.Sum(shard => shard.GetProperty("keys").GetInt64()));

        Assert.Equal(65, (await Tools.Run(settings, "redis", "restore", "--from", "s3://shop/redis/nightly", "--to", "empty", "--checkpoint", Tools.FreshFile("restore.json"))).Status);
        await single.Flush();
        (status, output) = await Tools.Run(settings, "redis", "restore", "--from", "s3://shop/redis/nightly", "--to", "empty", "--checkpoint", Tools.FreshFile("restore.json"));
        Assert.True(status == 0 && output.Contains("Both agree", StringComparison.Ordinal), output);
        await HoldsStill(single.ConnectionString, held);
    }

    [NeedsRedisServerFact]
    public async Task a_bucket_that_is_signed_for_with_another_secret_takes_none_and_the_operator_reads_why()
    {
        await using var redis = await LocalRedis.Start();
        await using var bucket = await Bucket.Start();

        var (status, output) = await Tools.Run(
            [
                ("ConnectionStrings__redis", redis.ConnectionString), ("Redis__Backups__S3__Endpoint", bucket.Address), ("Redis__Backups__S3__Region", Bucket.Region),
                ("AWS_ACCESS_KEY_ID", Bucket.AccessKey), ("AWS_SECRET_ACCESS_KEY", "another-secret"),
            ],
            "redis", "backup", "--to", "s3://shop/redis/nightly");

        Assert.Equal(69, status);
        Assert.Contains("s3://shop/redis/nightly/ does not do it: SignatureDoesNotMatch", output, StringComparison.Ordinal);
        Assert.Empty(bucket.Objects);
    }

    [NeedsRedisServerFact]
    public async Task of_a_sentinel_set_the_present_primary_is_saved()
    {
        await using var set = await SentinelSet.Start();
        var primary = await set.PrimaryOf("any");
        await primary.Do("SET", "greeting", "hello", "EX", 1000);

        var saved = await Backup(set.ConnectionString);

        var shard = Assert.Single(saved.Shards);
        Assert.Equal((BareCluster.Address(primary), 1L), (shard.Server, shard.Keys));
    }

    [NeedsRedisServerFact]
    public async Task backups_end_after_their_days_but_never_the_last_nor_what_is_not_theirs()
    {
        await using var redis = await LocalRedis.Start();
        var first = await Backup(redis.ConnectionString);
        Directory.CreateDirectory(Path.Combine(folder, "20200101T000000Z"));
        File.WriteAllText(Path.Combine(folder, "note.txt"), "mine");
        Directory.CreateDirectory(Path.Combine(folder, ".20260502T000000Z"));

        clock.Advance(TimeSpan.FromDays(30));
        var second = await Backup(redis.ConnectionString);
        clock.Advance(TimeSpan.FromMinutes(1));
        var dry = await Backup(redis.ConnectionString, dryRun: true);
        var third = await Backup(redis.ConnectionString);

        Assert.Equal(["20260501T120000Z", "20260531T120000Z", "20260531T120100Z"], [first.Backup, second.Backup, third.Backup]);
        Assert.Empty(second.Deleted);
        Assert.Equal([first.Backup], dry.Deleted);
        Assert.Equal([first.Backup], third.Deleted);
        Assert.Equal(["20200101T000000Z", "20260531T120000Z", "20260531T120100Z", "note.txt"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [NeedsRedisServerFact]
    public async Task a_restore_refuses_keys_a_damaged_file_and_what_is_not_there_and_goes_on_where_it_was_stopped()
    {
        await using var redis = await LocalRedis.Start();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        Assert.Equal("operations.no_such_backup", (await Restore(redis.ConnectionString)).Refusal!.Code);
        await new Cargo(connection).Load(Some);
        var (held, saved) = (await new Cargo(connection).Read(), await Backup(redis.ConnectionString));
        Assert.Equal("operations.target_not_empty", (await Restore(redis.ConnectionString)).Refusal!.Code);

        await redis.Flush();
        var (plan, file) = (Plan(redis.ConnectionString), Path.Combine(folder, saved.Backup, saved.Shards[0].File));
        var content = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, [.. content[..^9], (byte)(content[^9] ^ 1), .. content[^8..]]);
        Assert.Equal("operations.backup_damaged", (await Backups.Restore(plan with { DryRun = true }, null, default)).Refusal!.Code);
        await File.WriteAllBytesAsync(file, content);

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backups.Restore(plan, Tools.Told(progress =>
        {
            if (progress.Store.EndsWith("copy", StringComparison.Ordinal) && progress.Done > Some / 2)
                stop.Cancel();
        }), stop.Token));
        Assert.Equal("operations.target_not_empty", (await Restore(redis.ConnectionString)).Refusal!.Code);
        Assert.True((await Backups.Restore(plan, null, default)).Is(out var restored));
        Assert.True(restored is { Agrees: true, Keys: Some }, $"{restored}");
        await HoldsStill(redis.ConnectionString, held);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(plan.Checkpoint)!));
    }

    private RedisBackups Backups => new(Tools.Connections, new BackupPlaces(new ConfigurationBuilder().Build()), clock);

    private async Task<BackupReport> Backup(string from, bool dryRun = false)
    {
        Assert.True((await Backups.Backup(new(from, folder, KeepDays: 30, dryRun), null, default)).Is(out var report));
        return report;
    }

    private Task<Result<RestoreReport>> Restore(string to) => Backups.Restore(Plan(to), null, default);

    private RestorePlan Plan(string to) => new(folder, null, to, DryRun: false, Tools.FreshFile("restore.json"));

    private static async Task HoldsStill(string where, Dictionary<string, (string Content, long Ends)> held)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(where);
        var holds = await new Cargo(connection).Read();
        Assert.Equal(held.Count, holds.Count);
        Assert.All(held, pair => Assert.Equal(pair.Value, holds[pair.Key]));
    }
}
