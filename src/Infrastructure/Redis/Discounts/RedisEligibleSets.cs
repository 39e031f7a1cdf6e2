using System.Collections.Concurrent;
using Commerce.Application.Discounts;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;
using static Commerce.Infrastructure.Redis.Keys.Discounts;

namespace Commerce.Infrastructure.Redis.Discounts;

/// <summary>
/// The sets in Redis and the last of each in this node's memory. However many ask at once, a node asks Redis once, and of all nodes mostly one looks for the products: it has a lease, and
/// the others wait for what it finds.
/// </summary>
internal sealed class RedisEligibleSets(RedisConnections redis, Ttl ttl) : IEligibleSets
{
    private const string Stamp = "made-of:";

    private static readonly CacheFigures Sets = CacheFigures.Of("eligible-products");

    private static readonly Script FillScript = Script.Load("Redis/Discounts/fill.lua");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly ConcurrentDictionary<string, (string Stamp, Lazy<Task<IReadOnlyList<Guid>>> Set)> kept = new();

    public async Task<IReadOnlyList<Guid>> Get(string discount, string stamp, Func<IReadOnlyList<Guid>> find, CancellationToken ct)
    {
        // Not cancelled with the first who asks: others wait for the same.
        var flight = (Stamp: stamp, Set: new Lazy<Task<IReadOnlyList<Guid>>>(() => Task.Run(() => Load(discount, stamp, find))));
        var mine = kept.AddOrUpdate(discount, flight, (_, known) => known.Stamp == stamp && !known.Set.Value.IsFaulted ? known : flight);
        return await mine.Set.Value.WaitAsync(ct);
    }

    private async Task<IReadOnlyList<Guid>> Load(string discount, string stamp, Func<IReadOnlyList<Guid>> find)
    {
        try
        {
            return await Looked(discount, stamp) ?? (await Lease(discount) ? await Fill(discount, stamp, find) : await Await(discount, stamp)) ?? find();
        }
        catch (Exception fault) when (Resilience.IsWithout(fault))
        {
            return find();
        }
    }

    private async Task<IReadOnlyList<Guid>?> Looked(string discount, string stamp)
    {
        var found = await Read(discount, stamp);
        if (found is null)
            Sets.Missed();
        else
            Sets.HitInRedis();

        return found;
    }

    /// <summary>Null when there is none of this stamp.</summary>
    private async Task<IReadOnlyList<Guid>?> Read(string discount, string stamp)
    {
        if (!await Run(database => database.SetContainsAsync(Eligibility(discount), Stamp + stamp)))
            return null;

        var members = await Run(database => database.SetMembersAsync(Eligibility(discount)));

        // Another one may have taken its place between the two questions.
        if (!members.Contains(Stamp + stamp))
            return null;

        var found = new List<Guid>(members.Length);
        foreach (var member in members)
            if (Guid.TryParseExact(member, "N", out var id))
                found.Add(id);

        found.Sort();
        return found;
    }

    private Task<bool> Lease(string discount) => Run(database => database.StringSetAsync(EligibilityLease(discount), "1", ttl.EligibilityLease, When.NotExists));

    private async Task<IReadOnlyList<Guid>> Fill(string discount, string stamp, Func<IReadOnlyList<Guid>> find)
    {
        // Who had the lease before may have found it since this node looked.
        var found = await Read(discount, stamp);
        if (found is null)
        {
            found = find();
            await FillScript.Run(
                redis, [Eligibility(discount)], [(long)ttl.Eligibility.TotalMilliseconds, Stamp + stamp, .. found.Select(id => (RedisValue)id.ToString("N"))], CancellationToken.None, RedisLayer.Application);
        }

        await Run(database => database.KeyDeleteAsync(EligibilityLease(discount)));
        return found;
    }

    /// <summary>Null when whoever looks for it does not find it in time, or looks for another.</summary>
    private async Task<IReadOnlyList<Guid>?> Await(string discount, string stamp)
    {
        using var patience = new CancellationTokenSource(ttl.EligibilityLease);
        while (!patience.IsCancellationRequested && await Run(database => database.KeyExistsAsync(EligibilityLease(discount))))
            await Task.Delay(Pause);

        return await Read(discount, stamp);
    }

    private Task<T> Run<T>(Func<IDatabase, Task<T>> operation) => redis.Run(operation, CancellationToken.None, RedisLayer.Application);
}
