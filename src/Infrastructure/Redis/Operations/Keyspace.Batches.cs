using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>Many keys at once: each call is one pipelined round trip to every server concerned.</summary>
internal sealed partial class Keyspace
{
    private static readonly Script FingerprintScript = Script.Load("Redis/Operations/fingerprint.lua");
    private static readonly Script PackScript = Script.Load("Redis/Operations/pack.lua");
    private static readonly Script UnpackScript = Script.Load("Redis/Operations/unpack.lua");

    /// <summary>Walks all keys, server by server. Keys that are there from beginning to end are met at least once, others perhaps; some more than once.</summary>
    /// <param name="from">Where to go on on a server, as <see cref="Page.Next"/> told; <c>0</c> at its beginning, null to leave it out.</param>
    public async IAsyncEnumerable<Page> Walk(string match, int batch, Func<string, string?> from, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var server in await Primaries(ct))
        {
            var name = Text(server.EndPoint);
            if (from(name) is not { } cursor)
                continue;

            var reading = Scan(server, cursor, match, batch, ct);
            for (Page? page; (page = await reading) is not null;)
            {
                // The next page is on its way while this one is worked on.
                reading = page.Next is null ? Task.FromResult<Page?>(null) : Scan(server, page.Next, match, batch, ct);
                yield return page;
            }
        }
    }

    public async Task<Print[]> Prints(IReadOnlyList<RedisKey> keys, CancellationToken ct) =>
        [.. (await Ask(FingerprintScript, keys, key => key, key => [(byte[])key!], ct)).Select(print => print.Length == 2 ? new Print((string)print[0]!, (long)print[1]) : default)];

    /// <summary>Those that are not gone.</summary>
    public async Task<IReadOnlyList<Parcel>> Pack(IReadOnlyList<RedisKey> keys, CancellationToken ct) =>
        [.. (await Ask(PackScript, keys, key => key, key => [(byte[])key!], ct))
            .Select((parcel, i) => parcel.Length == 2 ? new Parcel(keys[i], (byte[])parcel[0]!, Math.Max(0, (long)parcel[1])) : null).OfType<Parcel>()];

    /// <summary>Puts them in the place of what there is. One whose time is over is gone afterwards.</summary>
    public Task Unpack(IReadOnlyList<Parcel> parcels, CancellationToken ct) =>
        Ask(UnpackScript, parcels, parcel => parcel.Key, parcel => [(byte[])parcel.Key!, parcel.Expires, parcel.Content], ct);

    public Task<bool[]> Exist(IReadOnlyList<RedisKey> keys, CancellationToken ct) => Run(() => Task.WhenAll(keys.Select(key => database.KeyExistsAsync(key, CommandFlags.DemandMaster))), ct);

    public Task Delete(IReadOnlyList<RedisKey> keys, CancellationToken ct) => Run(() => Task.WhenAll(keys.Select(key => database.KeyDeleteAsync(key))), ct);

    /// <summary>Runs a script on each server for all that lies there, and for each alone where a slot has just moved.</summary>
    /// <param name="arguments">Of one; the first is its key.</param>
    private Task<RedisResult[]> Ask<T>(Script script, IReadOnlyList<T> all, Func<T, RedisKey> key, Func<T, RedisValue[]> arguments, CancellationToken ct) => Run(
        async () =>
        {
            var replies = new RedisResult[all.Count];
            async Task Of(IReadOnlyList<int> some)
            {
                var reply = await database.ScriptEvaluateAsync(script.Text, [key(all[some[0]])], [.. some.SelectMany(i => arguments(all[i])).Skip(1)], CommandFlags.DemandMaster);
                for (var i = 0; i < some.Count && reply.Length == some.Count; i++)
                    replies[some[i]] = reply[i];
            }

            await Task.WhenAll(Enumerable.Range(0, all.Count).GroupBy(i => routes?[connection.HashSlot(key(all[i]))]).Select(async together =>
            {
                var some = together.ToList();
                try
                {
                    await Of(some);
                }
                catch (RedisServerException moved) when (some.Count > 1 && moved.Message.Contains("Script attempted to access", StringComparison.Ordinal))
                {
                    await Task.WhenAll(some.Select(i => Of([i])));
                }
            }));
            return replies;
        },
        ct);

    private Task<Page?> Scan(IServer server, string cursor, string match, int batch, CancellationToken ct) => Run<Page?>(
        async () =>
        {
            var reply = await server.ExecuteAsync(database.Database, "SCAN", [cursor, "MATCH", match, "COUNT", batch]);
            return new(Text(server.EndPoint), (string)reply[0]! is var next && next == "0" ? null : next, (RedisKey[])reply[1]!);
        },
        ct);

    /// <param name="Next">Where its server goes on; null at its end.</param>
    internal sealed record Page(string Server, string? Next, IReadOnlyList<RedisKey> Keys);

    /// <param name="Content">As DUMP gives it.</param>
    /// <param name="Expires">Milliseconds since 1970, 0 for never.</param>
    internal sealed record Parcel(RedisKey Key, byte[] Content, long Expires);
}
