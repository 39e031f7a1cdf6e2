using System.Text.Json;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Streams.Idempotency;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Idempotency;

/// <summary>
/// The running state and a copy of the answer live in Redis; the answer itself in PostgreSQL, in the transaction of its effect. Without Redis two equal requests may both run,
/// and the unique key of the record lets only one of them commit.
/// </summary>
internal sealed class RedisIdempotencyStore(RedisConnections redis, IdempotencyRecords records, Ttl ttl, TimeProvider clock) : IIdempotencyStore
{
    private static readonly Script BeginScript = Script.Load("Redis/Idempotency/begin.lua");

    public async Task<IdempotencyClaim> Begin(IdempotencyKey key, CancellationToken ct)
    {
        var isRunning = false;
        try
        {
            var reply = await BeginScript.Run(redis, [Keys.Idempotency.Record(key.Id)], [(long)ttl.IdempotencyLease.TotalMilliseconds, $"{Guid.NewGuid():N}"], ct);
            if ((string?)reply[0] == "found")
                return new(JsonSerializer.Deserialize<IdempotencyRecord>((string)reply[1]!), false);

            // The answer may be committed and on its way to Redis still, over another connection.
            isRunning = (string?)reply[0] == "running";
        }
        catch (DependencyUnavailableException)
        {
            // PostgreSQL decides below and at the commit.
        }

        return await records.Find(key.Id, ct) switch
        {
            null => new(null, isRunning),
            { OpenUntil: null } final => new(final, IsRunning: false),
            { OpenUntil: var until } when until > clock.GetUtcNow() => new(null, IsRunning: true),
            var lapsed => new(null, isRunning, isRunning ? null : lapsed),
        };
    }

    public async Task<IdempotencyRecord> Keep(IdempotencyRecord record, bool replaces, CancellationToken ct)
    {
        try
        {
            await records.Store(record, replaces, ct);
            return record;
        }
        catch (Exception) when (!replaces)
        {
            if (await records.Find(record.Id, ct) is { } standing)
                return standing;

            throw;
        }
    }

    public async Task End(IdempotencyKey key, IdempotencyRecord? record)
    {
        try
        {
            var database = redis.Next();
            if (record is null)
                await database.KeyDeleteAsync(Keys.Idempotency.Record(key.Id), CommandFlags.FireAndForget);
            else
                await database.StringSetAsync(Keys.Idempotency.Record(key.Id), JsonSerializer.Serialize(record), ttl.Idempotency, flags: CommandFlags.FireAndForget);
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault))
        {
            // Only a copy: the lease ends by itself and the next look-up reads PostgreSQL.
        }
    }
}
