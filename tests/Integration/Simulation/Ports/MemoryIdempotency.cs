using Commerce.Application.Pipeline;

namespace Commerce.Integration.Simulation.Ports;

/// <summary><c>RedisIdempotencyStore</c> over the memory.</summary>
internal sealed class MemoryIdempotency(SimulatedNode node) : IIdempotencyStore
{
    private MemoryRedis Redis => node.World.Redis;

    public async Task<IdempotencyClaim> Begin(IdempotencyKey key, CancellationToken ct)
    {
        var isRunning = false;
        try
        {
            var owner = new object();
            var reply = await node.Wire.Redis("begin", () => Redis.Begin(key.Id, owner), ct: ct);
            if (reply.Record is { } record)
                return new(record, false);

            isRunning = reply.Status == "running";
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
                await node.Wire.Redis("end", () =>
                {
                    Redis.End(key.Id, record);
                    return true;
                });
            }
            catch (DependencyUnavailableException)
            {
                // Only a copy.
            }
        }
    }
}
