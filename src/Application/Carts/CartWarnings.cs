using Commerce.Application.Catalog;
using Commerce.Application.Inventory;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Carts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Carts;

/// <summary>What a shopper should know about a cart before buying it.</summary>
internal static class CartWarnings
{
    public static void Of(PricedCart priced, CartLine line, CatalogVariant? variant, QuoteLine? quote, List<CartWarning> warnings)
    {
        if (variant is null || !priced.Terms.Sells(variant))
        {
            warnings.Add(new(CartWarning.VariantGone, "This is not sold any more.", line.LineId, line.VariantId));
            return;
        }

        var currency = priced.Cart.Currency;
        if (quote is null && priced.Problem(line.LineId)?.Code == PricingProblem.TooLarge)
            warnings.Add(new(CartWarning.TooLarge, "With this line the total is larger than this shop can charge.", line.LineId, line.VariantId, Wanted: line.Units));
        else if (quote is null)
            warnings.Add(new(CartWarning.NotSellable, $"This is not sold in {currency}.", line.LineId, line.VariantId));
        else if (line.Seen is { } seen && seen.Currency == currency && seen.UnitPrice != quote.UnitPrice.Amount && !IsForOtherUnits(priced, line, seen))
            warnings.Add(new(CartWarning.PriceChanged, "The price has changed since you last saw it.", line.LineId, line.VariantId, new Money(seen.UnitPrice, seen.Currency), quote.UnitPrice));

        if (!new UnitRule(variant.Min, variant.Max, variant.Step).Allows(line.Units))
            warnings.Add(new(
                CartWarning.UnitsNotAllowed, $"This can be bought from {variant.Min} to {variant.Max} units in steps of {variant.Step}.",
                line.LineId, line.VariantId, Wanted: line.Units, Min: variant.Min, Max: variant.Max, Step: variant.Step));
    }

    /// <summary>What is not charged, and why; what the shopper can do is choose again.</summary>
    /// <param name="unitPrice">Of one bundle; null while it is not charged.</param>
    public static void OfBundle(PricedCart priced, CartLine line, CartBundle chosen, Money? unitPrice, List<CartWarning> warnings)
    {
        if (unitPrice is { } price)
        {
            if (line.Seen is { } seen && seen.Currency == price.Currency && seen.UnitPrice != price.Amount)
                warnings.Add(new(CartWarning.PriceChanged, "The price has changed since you last saw it.", line.LineId, Old: new Money(seen.UnitPrice, seen.Currency), New: price));
        }
        else if (priced.Terms.Bundle(chosen.Code, priced.Buyer.Instant) is not { } bundle)
            warnings.Add(new(CartWarning.BundleGone, "This is not sold any more.", line.LineId));
        else if (BundleSelection.Check(bundle, chosen.Selection(bundle), priced.Terms.Goods).Violations is var violations && (bundle.Version != chosen.Version || violations.Count > 0))
        {
            var change = new ChangedBundle(bundle.Code, bundle.Version, violations);
            foreach (var gone in violations.Where(violation => violation.Code == BundleViolation.VariantGone))
                warnings.Add(new(CartWarning.VariantGone, "This is not sold any more.", line.LineId, gone.VariantId));

            warnings.Add(new(CartWarning.BundleChanged, violations.Count > 0 ? "This bundle has changed: choose again." : "This bundle has changed: look at it again.", line.LineId, Bundle: change));
        }
        else if (priced.Problem(line.LineId)?.Code == PricingProblem.TooLarge)
            warnings.Add(new(CartWarning.TooLarge, "With this line the total is larger than this shop can charge.", line.LineId, Wanted: line.Units));
        else
            warnings.Add(new(CartWarning.NotSellable, $"This is not sold in {priced.Cart.Currency}.", line.LineId));
    }

    /// <summary>One per variant, over all its lines.</summary>
    public static void OfStock(PricedCart priced, IReadOnlyDictionary<string, StockAvailability> stock, List<CartWarning> warnings)
    {
        // As a rule there is plenty of everything.
        var pieces = priced.Cart.Pieces();
        if (stock.Values.All(level => level.Available >= pieces))
            return;

        foreach (var (variantId, wanted) in priced.Cart.UnitsByVariant())
            if (stock.TryGetValue(variantId, out var level) && level.Available < wanted && priced.Terms.Catalog.TryVariant(variantId, out var variant) && priced.Terms.Sells(variant))
                warnings.Add(new(
                    CartWarning.ShortStock, level.Available == 0 ? "This is sold out." : $"Only {level.Available} are left.",
                    priced.Cart.Lines.First(line => CartBundles.Holds(line, variantId)).LineId, variantId, Available: level.Available, Wanted: wanted));
    }

    public static void OfMerge(Cart cart, List<CartWarning> warnings)
    {
        foreach (var line in cart.Clamped)
            warnings.Add(new(CartWarning.Clamped, "Not all of your two carts fitted into one.", line.LineId, Wanted: line.Wanted, Units: line.Units));
    }

    /// <summary>The price was seen for another number of units and is what so many still cost: the shopper has reached another tier, nothing was changed behind anybody's back.</summary>
    private static bool IsForOtherUnits(PricedCart priced, CartLine line, SeenOffer seen) =>
        seen.Units > 0 && seen.Units != line.Units && priced.UnitPrice(line.LineId, seen.Units) == seen.UnitPrice;
}
