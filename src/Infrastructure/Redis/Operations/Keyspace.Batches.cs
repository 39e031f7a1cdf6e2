using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>Many keys at once: each call is one pipelined round trip to every server concerned.</summary>
internal sealed partial class Keyspace
{
    private static readonly Script FingerprintScript = Script.Load("Redis/Operations/fingerprint.lua");

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

    public Task<Print[]> Prints(IReadOnlyList<RedisKey> keys, CancellationToken ct) => Run(
        () => Task.WhenAll(keys.Select(async key =>
        {
            var print = await database.ScriptEvaluateAsync(FingerprintScript.Text, [key], flags: CommandFlags.DemandMaster);
            return print.Length == 2 ? new Print((string)print[0]!, (long)print[1]) : default;
        })),
        ct);

    /// <summary>Null for a key that is gone.</summary>
    public Task<Parcel?[]> Dump(IReadOnlyList<RedisKey> keys, CancellationToken ct) => Run(
        () => Task.WhenAll(keys.Select(async key =>
        {
            var (content, expires) = (database.KeyDumpAsync(key, CommandFlags.DemandMaster), database.ExecuteAsync("PEXPIRETIME", [key], CommandFlags.DemandMaster));
            await Task.WhenAll(content, expires);
            return await content is { } bytes ? new Parcel(key, bytes, Math.Max(0, (long)await expires)) : null;
        })),
        ct);

    /// <summary>Puts them in the place of what there is. One whose time is over is gone afterwards.</summary>
    public Task Restore(IReadOnlyList<Parcel> parcels, CancellationToken ct) => Run(
        async () =>
        {
            await Task.WhenAll(parcels.Select(parcel => database.ExecuteAsync("RESTORE", [parcel.Key, parcel.Expires, parcel.Content, "REPLACE", "ABSTTL"])));
            return parcels.Count;
        },
        ct);

    public Task<bool[]> Exist(IReadOnlyList<RedisKey> keys, CancellationToken ct) => Run(() => Task.WhenAll(keys.Select(key => database.KeyExistsAsync(key, CommandFlags.DemandMaster))), ct);

    public Task Delete(IReadOnlyList<RedisKey> keys, CancellationToken ct) => Run(() => Task.WhenAll(keys.Select(key => database.KeyDeleteAsync(key))), ct);

    private Task<Page?> Scan(IServer server, string cursor, string match, int batch, CancellationToken ct) => Run<Page?>(
        async () =>
        {
            var reply = await server.ExecuteAsync(database.Database, "SCAN", [cursor, "MATCH", match, "COUNT", batch]);
            return new(Text(server.EndPoint), (string)reply[0]! is var next && next == "0" ? null : next, (RedisKey[])reply[1]!);
        },
        ct);

    /// <param name="Next">Where its server goes on; null at its end.</param>
    internal sealed record Page(string Server, string? Next, RedisKey[] Keys);

    /// <param name="Content">As DUMP gives it.</param>
    /// <param name="Expires">Milliseconds since 1970, 0 for never.</param>
    internal sealed record Parcel(RedisKey Key, byte[] Content, long Expires);
}
