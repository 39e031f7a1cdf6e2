using System.Runtime.InteropServices;

namespace Commerce.Domain.Pricing;

/// <summary>
/// Lines are priced in an order of their own, by what they are, and quoted in the basket's. So an odd cent, a tie and the ceiling fall the same way in whatever order the lines were put in, and
/// "the earlier line" means the same to every stage. Lines of one variant are neighbours.
/// </summary>
internal sealed class BasketOrder
{
    private static readonly Comparer<BasketLine> ByWhatTheyAre = Comparer<BasketLine>.Create(Compare);

    private BasketLine[] lines = [];

    /// <summary>Line → its place in the basket.</summary>
    private int[] places = [];
    private int count;
    private bool wasSorted;

    public ReadOnlySpan<BasketLine> Lines => lines.AsSpan(0, count);

    public void Take(IReadOnlyList<BasketLine> basket)
    {
        count = basket.Count;
        if (lines.Length < count)
            (lines, places) = (new BasketLine[2 * count], new int[2 * count]);

        wasSorted = true;
        for (var i = 0; i < count; i++)
        {
            (lines[i], places[i]) = (basket[i], i);
            wasSorted &= i == 0 || Compare(lines[i - 1], lines[i]) <= 0;
        }

        if (!wasSorted)
            Array.Sort(lines, places, 0, count, ByWhatTheyAre);
    }

    public void Clear() => Array.Clear(lines, 0, count);

    /// <summary>Puts what was made of the lines back in the basket's order; what belongs to no line goes last.</summary>
    /// <param name="lineOf">The line id something belongs to; null for none.</param>
    public void Restore<T>(List<T> made, Func<T, string?> lineOf)
    {
        if (wasSorted || made.Count < 2)
            return;

        var keys = made.Count <= 64 ? stackalloc long[made.Count] : new long[made.Count];
        var at = 0;
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ((long)Place(lineOf(made[i]), ref at) << 32) + i;

        keys.Sort(CollectionsMarshal.AsSpan(made));
    }

    /// <summary>Things are mostly made in the order of the sorted lines: the search goes on where the last one ended.</summary>
    private int Place(string? lineId, ref int at)
    {
        if (lineId is not null)
            for (var n = 0; n < count; n++, at = (at + 1) % count)
                if (lines[at].LineId == lineId)
                    return places[at];

        return int.MaxValue;
    }

    /// <summary>By stock-keeping unit, which a shop spells the same from day to day; a bundle by its code.</summary>
    private static int Compare(BasketLine left, BasketLine right)
    {
        var order = string.CompareOrdinal(left.Goods?.Sku ?? left.Bundle?.BundleCode, right.Goods?.Sku ?? right.Bundle?.BundleCode);
        if (order == 0)
            order = string.CompareOrdinal(left.Goods?.VariantId, right.Goods?.VariantId);

        return order != 0 ? order : string.CompareOrdinal(left.LineId, right.LineId);
    }
}
