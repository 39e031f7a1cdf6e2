using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis;

namespace Commerce.Integration.Simulation.Ports;

/// <summary><c>RedisIdempotencyStore</c> over the memory.</summary>
internal sealed class MemoryIdempotency(SimulatedNode node) : IIdempotencyStore
{
    private static readonly Ttl Ttl = new();

    private MemoryRedis Redis => node.World.Redis;

    public async Task<IdempotencyClaim> Begin(IdempotencyKey key, CancellationToken ct)
    {
        var isRunning = false;
        try
        {
            var found = await node.Wire.Redis("begin", () => Begin(key.Id), ct: ct);
            if (found is { Record: { } record })
                return new(record, false);

            isRunning = found is not null;
        }
        catch (DependencyUnavailableException)
        {
            // PostgreSQL decides below and at the commit.
        }

        return await node.Wire.Postgres("read record", () => node.World.Rules.Find(node.World.Database, key.Id), ct: ct) switch
        {
            null => new(null, isRunning),
            { OpenUntil: null } final => new(final, IsRunning: false),
            { OpenUntil: var until } when until > node.World.Clock(node).GetUtcNow() => new(null, IsRunning: true),
            var lapsed => new(null, isRunning, isRunning ? null : lapsed),
        };
    }

    public async Task<IdempotencyRecord> Keep(IdempotencyRecord record, bool replaces, CancellationToken ct)
    {
        try
        {
            return await node.Wire.Postgres("keep record", () => node.World.Rules.Store(node.World.Database, record, replaces), ct: ct);
        }
        catch (Exception) when (!replaces)
        {
            if (await node.Wire.Postgres("read record", () => node.World.Database.Records.GetValueOrDefault(record.Id), ct: ct) is { } standing)
                return standing;

            throw;
        }
    }

    public Task End(IdempotencyKey key, IdempotencyRecord? record)
    {
        // Not waited for, and lost when Redis does not answer.
        _ = Guarded();
        return Task.CompletedTask;

        async Task Guarded()
        {
            try
            {
                await node.Wire.Redis("end", () => record is null ? Redis.Keys.Remove(key.Id) : Set(key.Id, record));
            }
            catch (DependencyUnavailableException)
            {
                // Only a copy.
            }
        }
    }

    /// <summary>begin.lua; null is taken now.</summary>
    private (IdempotencyRecord? Record, DateTimeOffset Until)? Begin(string key)
    {
        var now = node.World.Time.Now;
        if (Redis.Keys.TryGetValue(key, out var held) && held.Until > now)
            return held;

        Redis.Keys[key] = (null, now + Ttl.IdempotencyLease);
        return null;
    }

    private bool Set(string key, IdempotencyRecord record)
    {
        Redis.Keys[key] = (record, node.World.Time.Now + Ttl.Idempotency);
        return true;
    }
}
