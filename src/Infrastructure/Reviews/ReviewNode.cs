using System.Data;
using System.Globalization;
using Commerce.Application.Snapshots;
using Commerce.Domain.Reviews;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Snapshots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Reviews;

/// <summary>Keeps the stars of every product in this node's memory, and by which version its public reviews changed last. Only what changed is read.</summary>
internal sealed class ReviewNode(NpgsqlDataSource database, RedisConnections redis, IConfiguration configuration, ILogger<ReviewNode> log)
    : SnapshotNode("reviews", redis, TimeSpan.FromMilliseconds(configuration.GetValue("Reviews:PollMilliseconds", 500)), log)
{
    private const string Newest = "select version from review_version";

    private const string Changes = "select product_id, one, two, three, four, five, version from product_rating where version > $1";

    private readonly RedisConnections redis = redis;
    private Ratings current = new(0, ShardedMap<Guid, Rating>.Empty);

    /// <summary>Zero stars and version 0 for a product without reviews.</summary>
    public Rating Of(Guid productId) => Volatile.Read(ref current).Products.TryGet(productId, out var rating) ? rating : default;

    protected override IReadOnlyList<RedisChannel> Channels { get; } = [Keys.Reviews.Changes];

    protected override async Task Advance(CancellationToken ct)
    {
        var from = Volatile.Read(ref current);
        await using var connection = await database.OpenConnectionAsync(ct);

        // One view for both statements: else a change between the two would be counted and not read.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { new(Newest), new(Changes) { Parameters = { new NpgsqlParameter<long> { TypedValue = from.Version } } } },
        };
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        var version = rows.GetInt64(0);
        await rows.NextResultAsync(ct);
        var products = from.Products.Change();
        while (await rows.ReadAsync(ct))
            products.Set(rows.GetGuid(0), new(new(rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5)), rows.GetInt64(6)));

        Volatile.Write(ref current, new(version, products.Done()));
    }

    protected override async Task Look(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Newest);
        if ((long)(await command.ExecuteScalarAsync(ct))! != Volatile.Read(ref current).Version)
            await Refresh(ct);
    }

    protected override Task Tell(CancellationToken ct) =>
        redis.Subscriber.PublishAsync(Keys.Reviews.Changes, Volatile.Read(ref current).Version.ToString(CultureInfo.InvariantCulture), CommandFlags.FireAndForget);

    protected override bool IsNews(RedisChannel channel, RedisValue told) => !told.TryParse(out long version) || version > Volatile.Read(ref current).Version;

    private sealed record Ratings(long Version, ShardedMap<Guid, Rating> Products);
}

/// <summary>What the public reviews of a product come to.</summary>
/// <param name="Version">By which they changed last; 0 before the first.</param>
internal readonly record struct Rating(Stars Stars, long Version);
