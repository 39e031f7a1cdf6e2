using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Commerce.Application.Carts;
using Commerce.Application.Pipeline;
using Commerce.Domain.Carts;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Carts;

internal sealed partial class RedisCarts
{
    /// <summary>
    /// A cart that comes back from its snapshot jumps this far ahead: the versions of the edits that were lost with Redis have been handed out as ETags, and none of them may fit again.
    /// </summary>
    internal const long Jump = 1_000;

    private static readonly Script SaveScript = Script.Load("Redis/Carts/keep.lua", "Redis/Carts/save.lua");
    private static readonly Script OnceScript = Script.Load("Redis/Carts/keep.lua", "Redis/Carts/once.lua");

    private static readonly byte[] ThisProcess = RandomNumberGenerator.GetBytes(16);

    private static long edits;

    private static readonly RedisValue[] Fields = ["document", "version", "saved", "bare", "edit"];

    /// <summary>One round trip when Redis has the cart; when it has not, the snapshot is looked up and put back.</summary>
    private async Task<StoredCart> Read(CartOwner owner, IdempotencyKey? key, bool slide, CancellationToken ct, bool toHold = false)
    {
        // A replica may show a cart while there is no primary. An edit, or a hold, of what a replica lags behind would be refused for ever.
        var (cartKey, from) = (Key(owner), slide && !toHold ? CommandFlags.PreferMaster : CommandFlags.DemandMaster);
        var (fields, record) = await redis.Run(
            async database =>
            {
                var noting = toHold ? database.HashDeleteAsync(cartKey, "bare") : Task.FromResult(true);
                var reading = database.HashGetAsync(cartKey, Fields, from);
                var recorded = key is null ? null : database.StringGetAsync(RecordKey(owner, key.Id), from);
                if (slide)
                    _ = database.KeyExpireAsync(cartKey, ttl.Cart, CommandFlags.FireAndForget);

                await noting;
                return (await reading, recorded is null ? RedisValue.Null : await recorded);
            },
            ct,
            RedisLayer.Session);

        var earlier = record.IsNull ? null : JsonSerializer.Deserialize<IdempotencyRecord>(record.ToString());
        if (fields[0].IsNull)
            return await Restore(owner, ct) with { Record = earlier };

        ReadOnlyMemory<byte> document = fields[0];
        if (slide && (long)fields[2] < clock.GetUtcNow().AddDays(-1).ToUnixTimeSeconds())
            Keep(owner, cartKey, document, (long)fields[1]);

        return documents.Read(owner, document, new(null, (long)fields[1], earlier, IsBare: holdsAtCheckout && !fields[3].IsNull, fields[4]));
    }

    /// <summary>A cart that is only looked at must not be forgotten by its snapshot either: once a day it is stored anew.</summary>
    private void Keep(CartOwner owner, RedisKey cartKey, ReadOnlyMemory<byte> document, long version)
    {
        snapshots.Changed(owner, version, document);
        _ = redis.Next().HashSetAsync(cartKey, "saved", clock.GetUtcNow().ToUnixTimeSeconds(), When.Always, CommandFlags.FireAndForget);
    }

    private async Task<StoredCart> Restore(CartOwner owner, CancellationToken ct)
    {
        if (await snapshots.Find(owner, ct) is not var (document, version))
            return default;

        return (await Put(owner, default, version + Jump, CartDocument.Read(document), "", null, ct)).Now;
    }

    /// <summary>Saves a cart over the one the decision was made on.</summary>
    /// <returns>What is there now: the cart that was saved, or what is there instead.</returns>
    private async Task<(bool IsSaved, StoredCart Now)> Put(CartOwner owner, StoredCart on, long next, Cart cart, string bare, IdempotencyRecord? record, CancellationToken ct)
    {
        var (document, lifetime) = (CartDocument.Write(cart), (long)ttl.Cart.TotalMilliseconds);
        RedisValue last = on.Edit.IsNull ? RedisValue.EmptyString : on.Edit, mark = Mark();
        var reply = record is null
            ? await SaveScript.Run(redis, [Key(owner)], [on.Version, last, next, document, lifetime, mark, bare], ct, RedisLayer.Session)
            : await OnceScript.Run(
                redis, [Key(owner), RecordKey(owner, record.Id)],
                [on.Version, last, next, document, lifetime, mark, bare, JsonSerializer.Serialize(record), (long)ttl.Idempotency.TotalMilliseconds], ct, RedisLayer.Session);

        switch ((string?)reply[0])
        {
            case "ok":
                snapshots.Changed(owner, next, document);
                return (true, documents.Remember(owner, document, new(cart, next, IsBare: holdsAtCheckout && (long)reply[1] == 1, Edit: mark)));
            case "moved" when (long)reply[1] == 0:
                return default;
            case "moved":
                return (false, documents.Read(owner, (byte[])reply[2]!, new(null, (long)reply[1])));
            case "repeated":
                return (false, new(null, 0, JsonSerializer.Deserialize<IdempotencyRecord>((string)reply[1]!)));
            case var other:
                throw new InvalidOperationException($"A cart script answered '{other}'.");
        }
    }

    /// <summary>One that no other edit has, of this process or another. A number, because each random one would be a system call.</summary>
    private static byte[] Mark()
    {
        var mark = new byte[24];
        ThisProcess.CopyTo(mark);
        BinaryPrimitives.WriteInt64LittleEndian(mark.AsSpan(16), Interlocked.Increment(ref edits));
        return mark;
    }

    private static RedisKey Key(CartOwner owner) => owner switch
    {
        CartOwner.Session session => Keys.Carts.Session(session.TokenHash),
        CartOwner.Customer customer => Keys.Carts.Customer(customer.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(owner), owner, "No such owner."),
    };

    private static RedisKey RecordKey(CartOwner owner, string key) => owner switch
    {
        CartOwner.Session session => Keys.Carts.SessionEdit(session.TokenHash, key),
        CartOwner.Customer customer => Keys.Carts.CustomerEdit(customer.Id, key),
        _ => throw new ArgumentOutOfRangeException(nameof(owner), owner, "No such owner."),
    };
}
