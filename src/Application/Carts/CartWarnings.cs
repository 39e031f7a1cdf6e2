using Commerce.Application.Catalog;
using Commerce.Application.Inventory;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Carts;

/// <summary>What a shopper should know about a cart before buying it.</summary>
internal static class CartWarnings
{
    public static void Of(Cart cart, CartLine line, CatalogVariant? variant, QuoteLine? quote, IReadOnlyList<PricingProblem> problems, List<CartWarning> warnings)
    {
        if (variant is not { IsSellable: true })
            warnings.Add(new(CartWarning.VariantGone, "This is not sold any more.", line.LineId, line.VariantId));
        else if (quote is null && problems.Any(problem => problem.LineId == line.LineId && problem.Code == PricingProblem.TooLarge))
            warnings.Add(new(CartWarning.TooLarge, "With this line the total is larger than this shop can charge.", line.LineId, line.VariantId, Wanted: line.Units));
        else if (quote is null)
            warnings.Add(new(CartWarning.NotSellable, $"This is not sold in {cart.Currency}.", line.LineId, line.VariantId));
        else if (line.Seen is { } seen && seen.Currency == cart.Currency && seen.UnitPrice != quote.UnitPrice.Amount)
            warnings.Add(new(CartWarning.PriceChanged, "The price has changed since you last saw it.", line.LineId, line.VariantId, new Money(seen.UnitPrice, seen.Currency), quote.UnitPrice));

        if (variant is { IsSellable: true } && !new UnitRule(variant.Min, variant.Max, variant.Step).Allows(line.Units))
            warnings.Add(new(
                CartWarning.UnitsNotAllowed, $"This can be bought from {variant.Min} to {variant.Max} units in steps of {variant.Step}.",
                line.LineId, line.VariantId, Wanted: line.Units, Min: variant.Min, Max: variant.Max, Step: variant.Step));
    }

    /// <summary>One per variant, over all its lines.</summary>
    public static void OfStock(Cart cart, CatalogSnapshot catalog, IReadOnlyDictionary<string, StockAvailability> stock, List<CartWarning> warnings)
    {
        foreach (var (variantId, wanted) in cart.UnitsByVariant())
            if (stock.TryGetValue(variantId, out var level) && level.Available < wanted && catalog.TryVariant(variantId, out var variant) && variant.IsSellable)
                warnings.Add(new(
                    CartWarning.ShortStock, level.Available == 0 ? "This is sold out." : $"Only {level.Available} are left.",
                    cart.Lines.First(line => line.VariantId == variantId).LineId, variantId, Available: level.Available, Wanted: wanted));
    }

    public static void OfMerge(Cart cart, List<CartWarning> warnings)
    {
        foreach (var line in cart.Clamped)
            warnings.Add(new(CartWarning.Clamped, "Not all of your two carts fitted into one.", line.LineId, Wanted: line.Wanted, Units: line.Units));
    }
}
