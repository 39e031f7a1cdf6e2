using System.Diagnostics.CodeAnalysis;

namespace Commerce.Application.Snapshots;

/// <summary>
/// An immutable map that looks up as fast as a dictionary and changes as cheaply as a tree: it is cut into small dictionaries, and a change copies only those it touches.
/// </summary>
internal sealed class ShardedMap<TKey, TValue>
    where TKey : notnull
{
    private const int Shards = 1024;

    private readonly Dictionary<TKey, TValue>?[] shards;

    private ShardedMap(Dictionary<TKey, TValue>?[] shards, int count) => (this.shards, Count) = (shards, count);

    public static ShardedMap<TKey, TValue> Empty { get; } = new(new Dictionary<TKey, TValue>?[Shards], 0);

    public int Count { get; }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (shards[Of(key)] is { } shard)
            return shard.TryGetValue(key, out value);

        value = default;
        return false;
    }

    /// <summary>Every entry, in no order.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> All => shards.OfType<Dictionary<TKey, TValue>>().SelectMany(shard => shard);

    public Changes Change() => new(this);

    private static int Of(TKey key) => key.GetHashCode() & (Shards - 1);

    /// <summary>A map in the making. Not for two threads.</summary>
    public sealed class Changes(ShardedMap<TKey, TValue> from)
    {
        private readonly Dictionary<TKey, TValue>?[] shards = [.. from.shards];
        private readonly bool[] own = new bool[Shards];
        private int count = from.Count;

        public void Set(TKey key, TValue value)
        {
            var shard = Own(key);
            count += shard.ContainsKey(key) ? 0 : 1;
            shard[key] = value;
        }

        /// <summary>As it is after the changes so far.</summary>
        public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
        {
            if (shards[Of(key)] is { } shard)
                return shard.TryGetValue(key, out value);

            value = default;
            return false;
        }

        public void Remove(TKey key) => count -= Own(key).Remove(key) ? 1 : 0;

        /// <summary>The map with the changes; call it once.</summary>
        public ShardedMap<TKey, TValue> Done() => new(shards, count);

        private Dictionary<TKey, TValue> Own(TKey key)
        {
            var i = Of(key);
            if (own[i])
                return shards[i]!;

            own[i] = true;
            return shards[i] = shards[i] is { } shared ? new(shared) : [];
        }
    }
}
