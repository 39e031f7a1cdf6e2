using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>What one walk over two keyspaces found.</summary>
internal sealed class Comparison
{
    private const int Shown = 20;

    private readonly List<string> kept = [];

    public KeyspaceDigest Source { get; } = new();

    public KeyspaceDigest Target { get; } = new();

    /// <summary>Keys that the target lacked.</summary>
    public long Missing { get; private set; }

    /// <summary>Keys that were different and might be replaced.</summary>
    public long Outdated { get; private set; }

    /// <summary>Keys that the source no longer had.</summary>
    public long Removed { get; set; }

    /// <summary>Keys that were different and might not.</summary>
    public long Kept { get; private set; }

    public IReadOnlyList<string> FirstKept => kept;

    public long Changes => Missing + Outdated + Removed;

    public void Same(RedisKey key, Print given, Print found)
    {
        Source.Add(key, given);
        if (found.Content is not null)
            Target.Add(key, found);
    }

    public void Differ(RedisKey key, Print given, Print found)
    {
        Same(key, given, found);
        if (found.Content is null)
            Missing++;
        else
            Outdated++;
    }

    public void Keep(RedisKey key, Print given, Print found)
    {
        Same(key, given, found);
        if (++Kept <= Shown)
            kept.Add($"{key}");
    }
}
