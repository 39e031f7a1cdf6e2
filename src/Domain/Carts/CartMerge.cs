namespace Commerce.Domain.Carts;

public sealed partial record Cart
{
    /// <summary>Ids of merged carts that are remembered: enough that no repetition arrives later than that.</summary>
    private const int RememberedMerges = 16;

    /// <summary>
    /// This cart after it took in a guest's. Never refused: what does not fit a limit is made smaller and told in <see cref="Clamped"/>.
    /// Idempotent by the guest cart's id.
    /// </summary>
    /// <param name="guest">The cart the shopper filled before signing in.</param>
    /// <param name="rules">The rule of a variant.</param>
    public Cart Merge(Cart guest, MergeStrategy strategy, CartLimits limits, Func<string, UnitRule> rules)
    {
        if (guest.IsEmpty || guest.Id == Id || Merged.Contains(guest.Id))
            return this;

        IReadOnlyList<CartLine> lines = strategy switch
        {
            MergeStrategy.KeepAccount when !IsEmpty => Lines,
            MergeStrategy.Sum => Sum(guest),
            _ => guest.Lines,
        };

        var (kept, clamped) = Fit(lines, limits, rules);
        return this with
        {
            Lines = kept,
            Clamped = clamped,
            Currency = IsEmpty ? guest.Currency : Currency,
            Coupons = [.. Coupons.Union(guest.Coupons).Take(CartLimits.Coupons)],
            Merged = [.. Merged.TakeLast(RememberedMerges - 1), guest.Id],
            Shown = Shown.And(guest.Shown),
        };
    }

    private List<CartLine> Sum(Cart guest)
    {
        List<CartLine> lines = [.. Lines];
        foreach (var line in guest.Lines)
        {
            var at = lines.FindIndex(mine => mine.LineId == line.LineId);
            if (at < 0)
                lines.Add(line);
            else
                lines[at] = lines[at] with { Units = (int)Math.Min(int.MaxValue, (long)lines[at].Units + line.Units) };
        }

        return lines;
    }

    private static (List<CartLine> Kept, List<ClampedLine> Clamped) Fit(IReadOnlyList<CartLine> lines, CartLimits limits, Func<string, UnitRule> rules)
    {
        var (kept, clamped, left) = (new List<CartLine>(lines.Count), new List<ClampedLine>(), limits.Units);
        foreach (var line in lines)
        {
            var rule = line.Bundle is null ? rules(line.VariantId) : UnitRule.Any;
            var room = Math.Min(left, limits.UnitsPerLine);
            var units = (rule with { Max = Math.Min(rule.Max, room) }).Nearest(line.Units);
            if (kept.Count >= limits.Lines)
                units = 0;
            if (units > 0)
                kept.Add(line with { Units = units });
            if (units != line.Units)
                clamped.Add(new(line.LineId, line.Units, units));

            left -= units;
        }

        return (kept, clamped);
    }
}
