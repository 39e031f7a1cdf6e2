using System.Text;
using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Carts;

/// <summary>What was chosen of a bundle, normalised, as a line of a cart keeps it.</summary>
/// <param name="Version">Of the definition it was chosen under.</param>
/// <param name="Picks">In the order of the definition.</param>
public sealed record CartBundle(string Code, int Version, IReadOnlyList<CartPick> Picks)
{
    public static CartBundle Of(BundleDefinition bundle, BundleChoice choice) => new(
        choice.BundleCode, choice.Version,
        [.. choice.Picks.Select(pick => new CartPick(pick.Set, pick.Option, pick.Goods.VariantId, pick.Times, pick.Times * (bundle.Option(pick.Set, pick.Option)?.Quantity ?? 1)))]);

    /// <summary>What was picked, to be checked again. Of a set without picks nothing was chosen: it is mentioned, so that it does not get its defaults.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>> Selection(BundleDefinition bundle) => bundle.Sets.Select(set => set.Code)
        .Union(Picks.Select(pick => pick.Set), StringComparer.Ordinal)
        .ToDictionary(set => set, IReadOnlyList<SelectedOption> (set) => [.. Picks.Where(pick => pick.Set == set).Select(pick => new SelectedOption(pick.Option, pick.Times, pick.VariantId))]);

    public bool Equals(CartBundle? other) => other is not null && (Code, Version) == (other.Code, other.Version) && Picks.SequenceEqual(other.Picks);

    public override int GetHashCode() => HashCode.Combine(Code, Version, Picks.Count);

    /// <summary>All that makes it another line, written so that no two contents are written alike: codes and ids have neither blank nor line break.</summary>
    internal void Spell(StringBuilder text)
    {
        text.Append(Version).Append('\n');
        foreach (var pick in Picks)
            text.Append(pick.Set).Append(' ').Append(pick.Option).Append(' ').Append(pick.VariantId).Append(' ').Append(pick.Times).Append('\n');
    }
}

/// <summary>An option that was picked.</summary>
/// <param name="Units">Of the variant in one bundle: what it takes from stock.</param>
public sealed record CartPick(string Set, string Option, string VariantId, int Times, int Units);
