using System.Globalization;
using Commerce.Application.Catalog;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Snapshots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Catalog;

/// <summary>Keeps this node's snapshot of the catalogue. Only what changed is read.</summary>
internal sealed class CatalogNode(NpgsqlDataSource database, RedisConnections redis, IConfiguration configuration, ILogger<CatalogNode> log)
    : SnapshotNode("catalogue", redis, TimeSpan.FromMilliseconds(configuration.GetValue("Catalog:PollMilliseconds", 500)), log), ICatalog
{
    private readonly RedisConnections redis = redis;
    private readonly CatalogReader reader = new(database);
    private CatalogSnapshot current = CatalogSnapshot.Empty;

    public CatalogSnapshot Current => Volatile.Read(ref current);

    protected override IReadOnlyList<RedisChannel> Channels { get; } = [Keys.Catalog.Changes];

    protected override async Task Advance(CancellationToken ct) => Volatile.Write(ref current, await reader.Advance(current, ct));

    protected override async Task Look(CancellationToken ct)
    {
        if (await reader.Version(ct) != Current.Version)
            await Refresh(ct);
    }

    protected override Task Tell(CancellationToken ct) =>
        redis.Subscriber.PublishAsync(Keys.Catalog.Changes, Current.Version.ToString(CultureInfo.InvariantCulture), CommandFlags.FireAndForget);

    protected override bool IsNews(RedisChannel channel, RedisValue told) => !told.TryParse(out long version) || version > Current.Version;
}
