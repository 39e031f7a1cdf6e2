using System.Collections.Concurrent;

namespace Commerce.Infrastructure.Redis.Inventory;

/// <summary>Variants whose new level Redis did not take, because it did not answer. Only their names: what is sent later is the row as it is then.</summary>
internal sealed class UnsentLevels
{
    private readonly ConcurrentDictionary<string, bool> variants = new(StringComparer.Ordinal);

    public bool IsEmpty => variants.IsEmpty;

    public void Add(IEnumerable<string> variantIds)
    {
        foreach (var variant in variantIds)
            variants[variant] = true;
    }

    public IReadOnlyList<string> Take()
    {
        string[] taken = [.. variants.Keys];
        foreach (var variant in taken)
            variants.TryRemove(variant, out _);

        return taken;
    }
}
