using System.Collections.Concurrent;
using Commerce.Application.Bundles;
using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain.Bundles;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Bundles;

/// <summary>
/// Looks in this node's memory, then in Redis, and at last goes through the catalogue; of all who ask at once, one does. What is found is good for one definition and one version of the catalogue:
/// anything else that lies in memory or in Redis is as good as nothing there.
/// </summary>
internal sealed class RedisBundleEligibility(RedisConnections redis, Ttl ttl) : IBundleEligibility
{
    private static readonly CacheFigures Figures = CacheFigures.Of("bundles");

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Code, int Version, long Catalog), Lazy<Task<EligibleVariants>>> underWay = new();

    public ValueTask<EligibleVariants> Of(BundleDefinition bundle, CatalogSnapshot catalog, CancellationToken ct)
    {
        if (!known.TryGetValue(bundle.Code, out var found) || !found.IsFor(bundle, catalog))
            return new(Find(bundle, catalog).WaitAsync(ct));

        Figures.HitInMemory();
        return new(found.Variants);
    }

    /// <summary>Not cancelled with the first who asked: others may be waiting for the same.</summary>
    private Task<EligibleVariants> Find(BundleDefinition bundle, CatalogSnapshot catalog) =>
        underWay.GetOrAdd((bundle.Code, bundle.Version, catalog.Version), key => new(async () =>
        {
            try
            {
                var stored = await Stored(bundle, catalog);
                if (stored is null)
                    Figures.Missed();
                else
                    Figures.HitInRedis();

                var variants = stored ?? await Store(bundle, catalog, Search(bundle, catalog));
                known[bundle.Code] = new(bundle, catalog.Version, variants);
                return variants;
            }
            finally
            {
                underWay.TryRemove(key, out _);
            }
        })).Value;

    private async Task<EligibleVariants?> Stored(BundleDefinition bundle, CatalogSnapshot catalog)
    {
        var document = new BundleDocument(bundle, catalog.Version);
        try
        {
            return await redis.Run(
                async database =>
                {
                    var (definition, sets) = (database.StringGetAsync(Keys.Bundles.Definition(bundle.Code)), database.StringGetAsync(Keys.Bundles.Sets(bundle.Code)));
                    var members = await Task.WhenAll(document.Open.Select(set => database.SetMembersAsync(Keys.Bundles.Eligibility(bundle.Code, set.Code))));

                    return (await definition, await sets) == (document.Definition, document.Sets) ? document.Read(members) : null;
                },
                CancellationToken.None,
                RedisLayer.Application);
        }
        catch (Exception fault) when (Resilience.IsWithout(fault))
        {
            return null;
        }
    }

    /// <summary>Each key by itself says what it is for, so they need not change as one: a reader that meets half of them goes through the catalogue itself.</summary>
    private async Task<EligibleVariants> Store(BundleDefinition bundle, CatalogSnapshot catalog, EligibleVariants variants)
    {
        var document = new BundleDocument(bundle, catalog.Version);
        try
        {
            await redis.Run(
                async database =>
                {
                    List<Task> writes =
                    [
                        database.StringSetAsync(Keys.Bundles.Definition(bundle.Code), document.Definition, ttl.Bundle),
                        database.StringSetAsync(Keys.Bundles.Sets(bundle.Code), document.Sets, ttl.Bundle),
                    ];
                    foreach (var set in document.Open)
                        writes.Add(Put(database, Keys.Bundles.Eligibility(bundle.Code, set.Code), document.Write(set, variants)));

                    await Task.WhenAll(writes);
                    return true;
                },
                CancellationToken.None,
                RedisLayer.Application);
        }
        catch (Exception fault) when (Resilience.IsWithout(fault))
        {
            // The next who asks finds it out again.
        }

        return variants;
    }

    private async Task<bool> Put(IDatabase database, RedisKey key, RedisValue[] members)
    {
        var change = database.CreateTransaction();
        _ = change.KeyDeleteAsync(key);
        _ = change.SetAddAsync(key, members);
        _ = change.KeyExpireAsync(key, ttl.Bundle);
        return await change.ExecuteAsync();
    }

    private static EligibleVariants Search(BundleDefinition bundle, CatalogSnapshot catalog)
    {
        var open = bundle.Sets.SelectMany(set => set.Options, (set, option) => (set, option)).Where(one => one.option.Eligible is not null).ToArray();
        var found = open.ToDictionary(one => (one.set.Code, one.option.Code), _ => new List<string>());
        foreach (var variant in open.Length == 0 ? [] : catalog.Published.SelectMany(product => product.Variants))
        {
            var goods = catalog.Goods(variant);
            foreach (var (set, option) in open)
                if (option.Eligible!.Matches(goods))
                    found[(set.Code, option.Code)].Add(variant.VariantId);
        }

        return new(found.ToDictionary(option => option.Key, IReadOnlyList<string> (option) => [.. option.Value.Order(StringComparer.Ordinal)]));
    }

    private sealed record Known(BundleDefinition Bundle, long Catalog, EligibleVariants Variants)
    {
        public bool IsFor(BundleDefinition bundle, CatalogSnapshot catalog) => Catalog == catalog.Version && (ReferenceEquals(Bundle, bundle) || Bundle.Equals(bundle));
    }
}
