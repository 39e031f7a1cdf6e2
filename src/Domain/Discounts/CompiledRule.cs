using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Discounts;

/// <summary>A rule made ready to be asked often. Selectors are numbers among those of its <see cref="DiscountRules"/>.</summary>
internal sealed class CompiledRule(DiscountRule rule, int index, int target, int gets, int[] parts, int group)
{
    public DiscountRule Rule => rule;

    /// <summary>Its place in the order of application.</summary>
    public int Index => index;

    public DiscountPhase Phase { get; } = rule.Effect.Phase;

    public int Target => target;

    /// <summary>What is got by a buy-X-get-Y; the target for all others.</summary>
    public int Gets => gets;

    /// <summary>The parts of a bundle offer.</summary>
    public int[] Parts => parts;

    /// <summary>The number of its exclusion group, or −1.</summary>
    public int Group => group;

    /// <summary>Not a gift, and not off the shipping.</summary>
    public bool TakesFromLines { get; } = rule.Effect is not GiftItem && rule.Effect.Phase != DiscountPhase.Shipping;

    public bool WantsCoupon { get; } = rule.Coupons is not null;

    public bool WantsSignIn { get; } = rule.When.SignedIn || rule.When.FirstOrder || rule.Budget?.PerCustomer is not null;

    public string[] Currencies { get; } = [.. rule.When.Currencies ?? []];

    public string[] Channels { get; } = [.. rule.When.Channels ?? []];

    public string[] Countries { get; } = [.. rule.When.Countries ?? []];

    public string[] Groups { get; } = [.. rule.When.Groups ?? []];

    public WeeklyWindow[] Weekly { get; } = [.. rule.When.Weekly ?? []];

    public CurrencyAmounts MinSpend { get; } = new(rule.When.MinSpend);

    public CurrencyAmounts MostOff { get; } = new(rule.MostOff);

    /// <summary>What the effect has in each currency, if it speaks of any.</summary>
    public CurrencyAmounts Amounts { get; } = new(rule.Effect switch
    {
        ItemAmount e => e.Off,
        ItemFixedPrice e => e.Price,
        BundleOffer { Percent: null } e => e.Price ?? new Dictionary<string, long>(),
        OrderAmount e => e.Off,
        ShippingAmount e => e.Off,
        _ => null,
    });

    public CompiledTier[] SpendTiers { get; } = rule.Effect is SpendTiers tiers ? [.. tiers.Tiers.Select(tier => new CompiledTier(new(tier.From), tier.Percent, new(tier.Off)))] : [];
}

internal readonly record struct CompiledTier(CurrencyAmounts From, int? Percent, CurrencyAmounts Off);
