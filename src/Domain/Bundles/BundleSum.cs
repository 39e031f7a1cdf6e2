using Commerce.Domain.Pricing;

namespace Commerce.Domain.Bundles;

/// <summary>A pick on its way to a line.</summary>
internal sealed class BundleComponent(BundlePick pick, ChoiceOption option)
{
    public Goods Goods => pick.Goods;

    /// <summary>In one bundle.</summary>
    public int Units { get; } = pick.Times * option.Quantity;

    /// <summary>What these units cost by themselves.</summary>
    public ResolvedPrice Price { get; private set; }

    /// <summary>Minor units added to one bundle; may be negative.</summary>
    public Int128 Adjustment(string currency) => (Int128)option.Adjustments.GetValueOrDefault(currency) * pick.Times;

    public bool Resolve(PricingWork work)
    {
        var found = PriceResolution.TryResolve(work, Goods, Units, out var price);
        Price = price;
        return found;
    }
}

/// <summary>What one bundle costs.</summary>
/// <param name="Due">Never negative, rounded.</param>
/// <param name="ByThemselves">What its components cost together by themselves.</param>
/// <param name="Adjustments">What was added for what was picked.</param>
internal sealed record BundleSum(Int128 Due, Int128 ByThemselves, Int128 Adjustments)
{
    private const int Whole = 10_000;

    /// <summary>Null when the price needs an amount in the buyer's currency and has none.</summary>
    public static BundleSum? Of(BundlePrice price, IReadOnlyList<BundleComponent> components, BuyerContext buyer)
    {
        var (sum, adjustments) = (Int128.Zero, Int128.Zero);
        foreach (var component in components)
            (sum, adjustments) = (sum + component.Price.Amount, adjustments + component.Adjustment(buyer.Currency));

        Int128? amount = price.Amounts.TryGetValue(buyer.Currency, out var found) ? found : null;
        Int128? due = price.Mode switch
        {
            BundlePriceMode.Fixed => amount,
            BundlePriceMode.BasePlusOptions => amount + adjustments,
            BundlePriceMode.SumLessAmount => sum - amount + adjustments,

            // All of it before the one division, so that nothing is rounded twice.
            BundlePriceMode.SumLessPercent => buyer.Rounding.Divide(sum * (Whole - price.Percent) + adjustments * Whole, Whole),
            _ => sum + adjustments,
        };

        return due is { } exact ? new(Int128.Max(0, exact), sum, adjustments) : null;
    }

    /// <summary>The arithmetic, for a person.</summary>
    public string Say(BundlePrice price, string currency)
    {
        var (sum, amount) = (Of(ByThemselves), Of(price.Amounts.GetValueOrDefault(currency)));
        var made = price.Mode switch
        {
            BundlePriceMode.Fixed => "fixed price",
            BundlePriceMode.BasePlusOptions => $"base {amount}",
            BundlePriceMode.SumLessAmount => $"components {sum} less {amount}",
            BundlePriceMode.SumLessPercent => $"components {sum} less {price.Percent / 100}.{price.Percent % 100:00} %",
            _ => $"components {sum}",
        };

        return price.Mode == BundlePriceMode.Fixed || Adjustments == 0 ? made : $"{made}, options {Of(Adjustments)}";

        string Of(Int128 minor) => new Money(long.CreateSaturating(minor), currency).ToString();
    }
}
