using System.Globalization;
using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Catalog;

/// <summary>
/// A set for each product that was asked for, good for one version of the product: one of another version is as good as nothing there, and is replaced. It is read by one command, so that its
/// stamp is the stamp of what came with it.
/// </summary>
internal sealed class RedisProductCategories(RedisConnections redis, Ttl ttl) : IProductCategories
{
    private const char Stamp = '=';

    private static readonly Script FillScript = Script.Load("Redis/Catalog/categories.lua");
    private static readonly CacheFigures Figures = CacheFigures.Of("categories");

    public async Task<IReadOnlyCollection<Guid>> Of(CatalogProduct product, CancellationToken ct)
    {
        RedisValue stamp = string.Create(CultureInfo.InvariantCulture, $"{Stamp}{product.Version}");
        var key = Keys.Application.Categories(product.ProductId);
        try
        {
            var members = await redis.Run(server => server.SetMembersAsync(key), ct, RedisLayer.Application);
            if (members.Contains(stamp))
            {
                Figures.HitInRedis();
                return [.. members.Where(member => member != stamp).Select(member => Guid.ParseExact(member.ToString(), "N"))];
            }

            Figures.Missed();
            var ids = product.Categories.Select(id => (RedisValue)id.ToString("N"));
            await FillScript.Run(redis, [key], [(long)ttl.ApplicationCache.TotalMilliseconds, stamp, .. ids], ct, RedisLayer.Application);
        }
        catch (DependencyUnavailableException)
        {
            // As this node has them.
        }

        return product.Categories;
    }
}
