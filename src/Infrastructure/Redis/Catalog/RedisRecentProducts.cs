using System.Globalization;
using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis.Connections;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Catalog;

/// <summary>
/// A sorted set for each category that was asked for, made of what PostgreSQL says and good for one version of the catalogue: one of another version is as good as nothing there, and is replaced.
/// </summary>
internal sealed class RedisRecentProducts(RedisConnections redis, NpgsqlDataSource database, Ttl ttl) : IRecentProducts
{
    private const char Stamp = '=';

    private const string Newest = """
        select product_id, floor(extract(epoch from published_at) * 1000)::bigint from catalog_product
        where status = 'published' and categories && $1 order by published_at desc, product_id desc limit $2
        """;

    private static readonly Script FillScript = Script.Load("Redis/Catalog/recent.lua");
    private static readonly CacheFigures Figures = CacheFigures.Of("recent");

    public async Task<IReadOnlyList<RecentProduct>> In(Guid category, CatalogSnapshot catalog, DateTimeOffset? since, int limit, CancellationToken ct)
    {
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{Stamp}{catalog.Version}");
        try
        {
            if (await Kept(category, stamp, since, limit, ct) is { } kept)
            {
                Figures.HitInRedis();
                return kept;
            }

            Figures.Missed();
            var found = await Find(category, catalog, ct);
            RedisValue[] entries = [.. found.SelectMany(product => new RedisValue[] { product.At, product.Id.ToString("N") })];
            await FillScript.Run(redis, [Keys.Application.Recent(category)], [(long)ttl.ApplicationCache.TotalMilliseconds, stamp, .. entries], ct, RedisLayer.Application);
            return Among(found, since, limit);
        }
        catch (DependencyUnavailableException)
        {
            return Among(await Find(category, catalog, ct), since, limit);
        }
    }

    /// <summary>Null when there is none of this stamp. The stamp is read first: what is read after it is as new, or newer.</summary>
    private async Task<IReadOnlyList<RecentProduct>?> Kept(Guid category, string stamp, DateTimeOffset? since, int limit, CancellationToken ct)
    {
        var key = Keys.Application.Recent(category);
        var (stamped, found) = await redis.Run(
            async server =>
            {
                var batch = server.CreateBatch();
                var stamped = batch.SortedSetScoreAsync(key, stamp);
                var found = batch.SortedSetRangeByScoreWithScoresAsync(key, After(since), double.PositiveInfinity, Exclude.Start, Order.Descending, 0, limit);
                batch.Execute();
                return (await stamped, await found);
            },
            ct,
            RedisLayer.Application);

        return stamped is null ? null : [.. found.Select(entry => new RecentProduct(Guid.ParseExact(entry.Element.ToString(), "N"), DateTimeOffset.FromUnixTimeMilliseconds((long)entry.Score)))];
    }

    private async Task<List<(Guid Id, long At)>> Find(Guid category, CatalogSnapshot catalog, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Newest);
        command.Parameters.AddWithValue(catalog.Shelves.Subtree(category).ToArray());
        command.Parameters.AddWithValue(IRecentProducts.Most);
        var found = new List<(Guid, long)>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add((rows.GetGuid(0), rows.GetInt64(1)));

        return found;
    }

    /// <summary>As Redis orders them: those of one millisecond by their text, backwards.</summary>
    private static IReadOnlyList<RecentProduct> Among(List<(Guid Id, long At)> found, DateTimeOffset? since, int limit) =>
    [
        .. found.Where(product => product.At > After(since)).OrderByDescending(product => product.At).ThenByDescending(product => product.Id.ToString("N"), StringComparer.Ordinal).Take(limit)
            .Select(product => new RecentProduct(product.Id, DateTimeOffset.FromUnixTimeMilliseconds(product.At))),
    ];

    /// <summary>The stamp has the score 0 and is never among them.</summary>
    private static long After(DateTimeOffset? since) => Math.Max(0, since?.ToUnixTimeMilliseconds() ?? 0);
}
