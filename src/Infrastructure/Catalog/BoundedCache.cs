using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Commerce.Infrastructure.Catalog;

/// <summary>
/// Keeps what was asked for lately within a number of bytes: two generations, of which the older is dropped whole when the younger has half of them.
/// What is asked for again moves to the younger, so a look-up is one or two reads and takes no lock.
/// </summary>
internal sealed class BoundedCache<TValue>(long budget)
    where TValue : class
{
    private ConcurrentDictionary<string, (TValue Value, int Size)> young = new(), old = new();
    private long size;

    public bool TryGet(string key, [MaybeNullWhen(false)] out TValue value)
    {
        if (young.TryGetValue(key, out var entry))
        {
            value = entry.Value;
            return true;
        }

        if (old.TryGetValue(key, out entry))
        {
            Set(key, entry.Value, entry.Size);
            value = entry.Value;
            return true;
        }

        value = null;
        return false;
    }

    /// <param name="bytes">What the value weighs; its key and the entry itself are added.</param>
    public void Set(string key, TValue value, int bytes)
    {
        const int Entry = 150;

        bytes += (key.Length * sizeof(char)) + Entry;
        // Two threads that replace the same at once may count one of them twice: a generation ends a little early.
        var more = young.TryGetValue(key, out var replaced) ? bytes - replaced.Size : bytes;
        young[key] = (value, bytes);
        if (Interlocked.Add(ref size, more) <= budget / 2)
            return;

        // Two threads may come here at once and drop a generation too many: a few misses, nothing wrong.
        Interlocked.Exchange(ref size, 0);
        old = young;
        young = new();
    }
}
