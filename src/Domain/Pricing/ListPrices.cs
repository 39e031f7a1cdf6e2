namespace Commerce.Domain.Pricing;

/// <summary>What was put into a price list and taken out of it. Facts only: what the prices are now, and were at any time, stands in tables that are written with them.</summary>
public abstract record ListPrices
{
    /// <summary>Prices of one list that are set at once.</summary>
    public const int Most = 250_000;

    private ListPrices() { }

    // Facts. Stored for ever: add members, never rename or remove them.

    public abstract record Event
    {
        /// <param name="Currency">Of all prices of the list.</param>
        /// <param name="Prices">Those of one change, or a part of them where they are many.</param>
        public sealed record Put(string List, string Currency, IReadOnlyList<ListedPrice> Prices, string By, string Reason) : Event;
    }
}

/// <summary>What a price list has for a variant.</summary>
/// <param name="Tiers">By their number of units, ascending; empty: the list has no price for it any more.</param>
public sealed record ListedPrice(string VariantId, IReadOnlyList<PriceTier> Tiers)
{
    public const int MostTiers = 20;

    /// <summary>Whether these are tiers a price can have: ascending from 1 or more, none below zero or beyond what the shop can charge.</summary>
    public static bool AreSound(IReadOnlyList<PriceTier> tiers)
    {
        if (tiers.Count > MostTiers)
            return false;

        for (var i = 0; i < tiers.Count; i++)
            if (tiers[i].From <= (i == 0 ? 0 : tiers[i - 1].From) || tiers[i].Amount is < 0 or > PricingEngine.Ceiling)
                return false;

        return true;
    }
}
