using Commerce.Domain.Pricing;

namespace Commerce.Domain.Carts;

/// <summary>
/// What a shopper means to buy. Pure: each move gives the cart after it or a refusal, and the same instance when nothing changes.
/// Not event-sourced: the whole cart is one small document, saved under its version.
/// </summary>
/// <param name="Id">Names this cart to checkouts and holds; a closed cart is followed by one with a new id. Nobody addresses a cart by it.</param>
/// <param name="Currency">ISO 4217: what it is priced in.</param>
public sealed partial record Cart(Guid Id, string Currency, IReadOnlyList<CartLine> Lines)
{
    /// <summary>The coupon codes that were entered: trimmed, upper-case, in their order. Whether they take anything off is for the prices to say.</summary>
    public IReadOnlyList<string> Coupons { get; init; } = [];

    /// <summary>What the last merge could not keep; told until the next edit.</summary>
    public IReadOnlyList<ClampedLine> Clamped { get; init; } = [];

    /// <summary>Carts that were merged into this one. Merging one of them again does nothing.</summary>
    public IReadOnlyList<Guid> Merged { get; init; } = [];

    /// <summary>The customer who takes this cart over; set before the merge, so that no line added meanwhile is lost.</summary>
    public Guid? MovingTo { get; init; }

    /// <summary>The versions of the prices and rules that its last edit was answered with: whoever shows it next shows none that are older.</summary>
    public RuleVersions Shown { get; init; }

    public static Cart Empty(Guid id, string currency) => new(id, currency, []);

    public bool IsEmpty => Lines.Count == 0;

    /// <summary>Units over all lines.</summary>
    public int Units => Lines.Sum(line => line.Units);

    /// <summary>Units of each variant over all lines, those in bundles included: what has to be there for the cart.</summary>
    public IReadOnlyDictionary<string, int> UnitsByVariant()
    {
        var units = new Dictionary<string, int>(Lines.Count, StringComparer.Ordinal);
        foreach (var (variantId, more) in Goods())
            units[variantId] = (int)Math.Min(int.MaxValue, units.GetValueOrDefault(variantId) + more);

        return units;
    }

    /// <summary>All goods of the cart one by one, those in bundles included: no variant has to be there more often.</summary>
    public long Pieces() => Goods().Sum(goods => goods.Units);

    /// <summary>The keys of <see cref="UnitsByVariant"/>, for whoever does not ask how many.</summary>
    public void AddVariants(ISet<string> variants)
    {
        foreach (var (variantId, _) in Goods())
            variants.Add(variantId);
    }

    /// <summary>Line by line, and pick by pick where the line is a bundle.</summary>
    private IEnumerable<(string VariantId, long Units)> Goods()
    {
        foreach (var line in Lines)
            if (line.Bundle is null)
                yield return (line.VariantId, line.Units);
            else
                foreach (var pick in line.Bundle.Picks)
                    yield return (pick.VariantId, (long)pick.Units * line.Units);
    }

    /// <summary>More units of what may be there already. Not repeatable by itself: that takes an idempotency key.</summary>
    public Result<Cart> Add(CartLine added, UnitRule rule, CartLimits limits)
    {
        var (at, had) = Find(added.LineId);
        var line = had is null ? added : had with { Units = (int)Math.Min(int.MaxValue, (long)had.Units + added.Units) };

        return Check(line, had?.Units ?? 0, rule, limits) is { } refusal ? refusal : With(at, line);
    }

    /// <summary>This many units of a line, however many there were; 0 removes it.</summary>
    public Result<Cart> Set(string lineId, int units, UnitRule rule, CartLimits limits)
    {
        var (at, had) = Find(lineId);
        if (had is null)
            return units == 0 ? this : LineUnknown(lineId);
        if (units == 0)
            return Remove(lineId);
        if (units == had.Units)
            return this;

        var line = had with { Units = units };
        return Check(line, had.Units, rule, limits) is { } refusal ? refusal : With(at, line);
    }

    /// <summary>Another choice of a line's bundle, or the same one under another definition. A line that is like it by then takes its units in.</summary>
    public Result<Cart> Choose(string lineId, CartBundle bundle, CartLimits limits)
    {
        var (at, had) = Find(lineId);
        if (had?.Bundle?.Code != bundle.Code)
            return LineUnknown(lineId);

        var line = CartLine.Of(bundle, had.Custom, had.Units);
        return line.LineId == lineId ? this : Find(line.LineId).Line is null ? With(at, line) : Remove(lineId).Add(line, UnitRule.Any, limits);
    }

    /// <summary>The cart without a line; removing what is not there is done already.</summary>
    public Cart Remove(string lineId) =>
        Find(lineId).Line is null ? this : this with { Lines = [.. Lines.Where(line => line.LineId != lineId)], Clamped = [] };

    public Cart Clear() => IsEmpty ? this : this with { Lines = [], Clamped = [] };

    /// <summary>The same lines in another currency. What has no price in it stays, with a warning.</summary>
    public Cart In(string currency) => currency == Currency ? this : this with { Currency = currency };

    private Cart With(int at, CartLine line)
    {
        var lines = new CartLine[Math.Max(Lines.Count, at + 1)];
        for (var i = 0; i < Lines.Count; i++)
            lines[i] = Lines[i];

        lines[at] = line;
        return this with { Lines = lines, Clamped = [] };
    }

    /// <summary>The place and the line; when there is none, the place after the last.</summary>
    private (int At, CartLine? Line) Find(string lineId)
    {
        for (var i = 0; i < Lines.Count; i++)
            if (Lines[i].LineId == lineId)
                return (i, Lines[i]);

        return (Lines.Count, null);
    }

    private Refusal? Check(CartLine line, int had, UnitRule rule, CartLimits limits) =>
        line.Units <= 0 || !rule.Allows(line.Units) || line.Units > limits.UnitsPerLine ? UnitsNotAllowed(line, rule, limits)
        : had == 0 && Lines.Count >= limits.Lines ? TooManyLines(limits)
        : (long)Units + line.Units - had > limits.Units ? TooManyUnits(limits)
        : null;

    public static Refusal LineUnknown(string lineId) =>
        new(RefusalKind.NotFound, "cart.line_unknown", "The cart has no such line.", ("lineId", lineId));

    private static Refusal UnitsNotAllowed(CartLine line, UnitRule rule, CartLimits limits)
    {
        var most = Math.Min(rule.Max, limits.UnitsPerLine);
        return new(RefusalKind.Unprocessable, "cart.units_not_allowed", $"This can be bought from {rule.Min} to {most} units in steps of {rule.Step}.",
            ("lineId", line.LineId), ("variantId", line.VariantId), ("wanted", line.Units), ("min", rule.Min), ("max", most), ("step", rule.Step));
    }

    private static Refusal TooManyLines(CartLimits limits) =>
        new(RefusalKind.Unprocessable, "cart.too_many_lines", $"A cart has at most {limits.Lines} lines.", ("most", limits.Lines));

    private static Refusal TooManyUnits(CartLimits limits) =>
        new(RefusalKind.Unprocessable, "cart.too_many_units", $"A cart has at most {limits.Units} units.", ("most", limits.Units));
}
