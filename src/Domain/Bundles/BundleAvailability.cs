using Commerce.Domain.Pricing;

namespace Commerce.Domain.Bundles;

/// <summary>How many bundles the stock makes.</summary>
/// <param name="Bundles">At most <see cref="BundleAvailability.Plenty"/>, which stands for that many or more.</param>
/// <param name="IsExact">False where the search was cut short: then so many can be sold, and perhaps more.</param>
public sealed record BundleStock(int Bundles, bool IsExact);

/// <summary>How many bundles can be sold: with a given choice, and at all. Exact also where sets and options share variants. Pure; stock is what the caller says it is.</summary>
public static class BundleAvailability
{
    /// <summary>Nobody counts further.</summary>
    public const int Plenty = 1_000_000;

    /// <summary>Units of each variant in one bundle.</summary>
    public static IReadOnlyDictionary<string, int> Units(BundleDefinition bundle, BundleChoice choice)
    {
        var units = new Dictionary<string, int>(choice.Picks.Count, StringComparer.Ordinal);
        foreach (var pick in choice.Picks)
            units[pick.Goods.VariantId] = units.GetValueOrDefault(pick.Goods.VariantId) + pick.Times * (bundle.Option(pick.Set, pick.Option)?.Quantity ?? 1);

        return units;
    }

    /// <summary>Bundles of one choice: the scarcest variant decides, with all its units in the bundle together.</summary>
    /// <param name="stock">Units of a variant; <see cref="long.MaxValue"/> without limit.</param>
    public static int Of(IReadOnlyDictionary<string, int> units, Func<string, long> stock) =>
        (int)units.Aggregate((long)Plenty, (least, need) => Math.Min(least, Math.Max(0, stock(need.Key)) / need.Value));

    /// <summary>Bundles when each of them may be filled in any way its rules allow.</summary>
    /// <param name="variants">Those that may stand for an option.</param>
    /// <param name="stock">Units of a variant; <see cref="long.MaxValue"/> without limit.</param>
    public static BundleStock Most(BundleDefinition bundle, Func<ChoiceOption, IReadOnlyList<string>> variants, Func<string, long> stock)
    {
        var all = BundleShape.Of(bundle, variants);
        IReadOnlyList<BundleShape> shapes = [.. all.Take(BundleShape.MostShapes)];
        var packing = new BundlePacking(shapes, variants, id => Math.Max(0, stock(id)));

        var found = new BundleSearch(shapes.Count, packing).Most();
        return found with { IsExact = (found.IsExact && all.Count == shapes.Count) || found.Bundles == Plenty };
    }
}
