using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Commerce.Infrastructure.Snapshots;

/// <summary>A map of a handful of entries: two arrays, the keys shared with the maps that have the same. A dictionary would cost five times the memory and be no faster.</summary>
internal sealed class SmallMap<TValue>(string[] keys, TValue[] values) : IReadOnlyDictionary<string, TValue>
{
    public static SmallMap<TValue> Empty { get; } = new([], []);

    public TValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no '{key}'.");

    public IEnumerable<string> Keys => keys;

    public IEnumerable<TValue> Values => values;

    public int Count => keys.Length;

    public bool ContainsKey(string key) => Array.IndexOf(keys, key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        var i = Array.IndexOf(keys, key);
        value = i < 0 ? default : values[i];
        return i >= 0;
    }

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator()
    {
        for (var i = 0; i < keys.Length; i++)
            yield return new(keys[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
