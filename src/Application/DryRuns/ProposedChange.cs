using Commerce.Application.Carts;
using Commerce.Application.Pricing;
using Commerce.Domain.Bundles;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.DryRuns;

/// <summary>What might be changed. All of it together is held against what is in force.</summary>
/// <param name="PricingDrafts">The drafts of price lists, tax zones, shipping methods and bundles as they stand, in the place of what is in force.</param>
/// <param name="DiscountDrafts">The drafts of discounts as they stand.</param>
/// <param name="PriceLists">Whole definitions, as a version of the ruleset shows them: each in the place of the one of its code, or new. So with all others.</param>
/// <param name="Prices">Prices of single variants.</param>
public sealed record ProposedChange(
    bool PricingDrafts = false,
    bool DiscountDrafts = false,
    IReadOnlyList<PriceListDefinition>? PriceLists = null,
    IReadOnlyList<TaxZone>? TaxZones = null,
    IReadOnlyList<ShippingTable>? ShippingMethods = null,
    IReadOnlyList<BundleDefinition>? Bundles = null,
    IReadOnlyList<DiscountRule>? Discounts = null,
    IReadOnlyList<ProposedPrice>? Prices = null)
{
    internal bool IsNothing => !PricingDrafts && !DiscountDrafts && Count(PriceLists) + Count(TaxZones) + Count(ShippingMethods) + Count(Bundles) + Count(Discounts) + Count(Prices) == 0;

    private static int Count<T>(IReadOnlyList<T>? some) => some?.Count ?? 0;
}

/// <summary>A price that might be another.</summary>
/// <param name="List">The price list; null: the product's own price.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Tiers">Ascending; a single one from 1 on is a plain price. Empty: no price any more.</param>
public sealed record ProposedPrice(string VariantId, string? List, string Currency, IReadOnlyList<PriceTier> Tiers);

internal sealed class ProposedPriceRules : AbstractValidator<ProposedPrice>
{
    public ProposedPriceRules()
    {
        RuleFor(price => price.VariantId).Matches("^[A-Za-z0-9_-]{1,64}$");
        RuleFor(price => price.Currency).KnownCurrency();
        RuleFor(price => price.Tiers).Must(IsLadder).WithMessage("Tiers begin at 1 unit or more, rise, and are not negative.");
        RuleFor(price => price.Tiers).Must(tiers => tiers.Count <= 1 && tiers.All(tier => tier.From == 1)).When(price => price.List is null).WithMessage("A product's own price has no tiers.");
    }

    private static bool IsLadder(IReadOnlyList<PriceTier> tiers)
    {
        for (var i = 0; i < tiers.Count; i++)
            if (tiers[i].Amount is < 0 or > PricingEngine.Ceiling || tiers[i].From <= (i == 0 ? 0 : tiers[i - 1].From))
                return false;

        return true;
    }
}
