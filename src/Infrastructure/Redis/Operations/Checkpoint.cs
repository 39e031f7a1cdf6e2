using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>
/// How far the first pass of a transfer is, in a file, so that whoever stops it loses a second of work at most. A second file tells which keys the target had before: they are others',
/// and which they were cannot be told any more once copying has begun.
/// </summary>
internal sealed class Checkpoint
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string file;
    private readonly string identity;
    private readonly Dictionary<string, string?> next;
    private readonly HashSet<UInt128> theirs;
    private long saved = Stopwatch.GetTimestamp();

    private Checkpoint(string file, string identity, State? state, HashSet<UInt128> theirs)
    {
        (this.file, this.identity, this.theirs) = (file, identity, theirs);
        (IsNew, IsCopied, Copied, next) = (state is null, state?.IsCopied ?? false, state?.Copied ?? 0, new(state?.Next ?? [], StringComparer.Ordinal));
    }

    public bool IsNew { get; private set; }

    /// <summary>The first pass is through.</summary>
    public bool IsCopied { get; private set; }

    public long Copied { get; private set; }

    /// <summary>Null when there is one of something else.</summary>
    public static async Task<Checkpoint?> Open(string file, string identity, CancellationToken ct)
    {
        if (!File.Exists(file))
            return new(file, identity, null, []);

        var state = JsonSerializer.Deserialize<State>(await File.ReadAllTextAsync(file, ct));
        return state?.Identity == identity ? new(file, identity, state, [.. Names(await File.ReadAllBytesAsync(OfTheirs(file), ct))]) : null;
    }

    /// <summary>The target's own keys, as they are before anything is written.</summary>
    public async Task Begin(IAsyncEnumerable<Keyspace.Page> target, CancellationToken ct)
    {
        await foreach (var page in target.WithCancellation(ct))
            theirs.UnionWith(page.Keys.Select(KeyspaceDigest.OfName));

        await File.WriteAllBytesAsync(OfTheirs(file), MemoryMarshal.AsBytes<UInt128>(theirs.ToArray()).ToArray(), ct);
        await Save();
        IsNew = false;
    }

    public bool IsTheirs(RedisKey key) => theirs.Count > 0 && theirs.Contains(KeyspaceDigest.OfName(key));

    /// <summary>Where to go on on this server; null when it is through.</summary>
    public string? Of(string server) => next.GetValueOrDefault(server, "0");

    public async Task Passed(Keyspace.Page page, int copied)
    {
        next[page.Server] = page.Next;
        Copied += copied;
        if (Stopwatch.GetElapsedTime(saved) > Pause)
            await Save();
    }

    public Task Through()
    {
        IsCopied = true;
        return Save();
    }

    /// <summary>Whole or not at all: a half-written one would be taken for another's.</summary>
    public async Task Save()
    {
        var state = JsonSerializer.Serialize(new State(identity, IsCopied, Copied, next));
        await File.WriteAllTextAsync($"{file}.new", state, CancellationToken.None);
        File.Move($"{file}.new", file, overwrite: true);
        saved = Stopwatch.GetTimestamp();
    }

    public void Forget() => Forget(file);

    public static void Forget(string file)
    {
        File.Delete(file);
        File.Delete(OfTheirs(file));
    }

    private static string OfTheirs(string file) => $"{file}.theirs";

    private static UInt128[] Names(byte[] bytes) => MemoryMarshal.Cast<byte, UInt128>(bytes).ToArray();

    private sealed record State(string Identity, bool IsCopied, long Copied, Dictionary<string, string?> Next);
}
