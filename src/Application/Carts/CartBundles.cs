using Commerce.Application.Bundles;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Carts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Carts;

/// <summary>Bundles in carts: how they are priced and shown.</summary>
internal static class CartBundles
{
    private static readonly IReadOnlyDictionary<string, string> NoOptions = new Dictionary<string, string>();

    /// <summary>The line as the engine takes it, or why it cannot: whatever the shopper chose is checked again against what is sold now.</summary>
    public static (BasketLine? Line, PricingProblem? Problem) ToPrice(CartLine line, Terms terms, DateTimeOffset instant)
    {
        var chosen = line.Bundle!;
        if (terms.Bundle(chosen.Code, instant) is not { } bundle)
            return (null, new(BundleProblem.Gone, line.LineId, chosen.Code, "This is not sold any more."));

        return bundle.Version == chosen.Version && BundleSelection.Check(bundle, chosen.Selection(bundle), terms.Goods).Choice is { } choice
            ? (new(line.LineId, line.Units, null, choice), null)
            : (null, new(BundleProblem.Changed, line.LineId, chosen.Code, "This bundle has changed since it was chosen."));
    }

    /// <summary>What was chosen, if it can be had.</summary>
    public static Result<CartBundle> Choose(
        Terms terms, string code, int? version, Func<BundleDefinition, IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>>> selection, DateTimeOffset now)
    {
        if (terms.Bundle(code, now) is not { } bundle)
            return BundleRefusals.Unknown;
        if (version is not null && version != bundle.Version)
            return BundleRefusals.Changed(bundle.Version);

        var picked = BundleSelection.Check(bundle, selection(bundle), terms.Goods);
        return picked.Choice is { } choice ? CartBundle.Of(bundle, choice) : BundleRefusals.SelectionInvalid(picked.Violations);
    }

    public static Refusal? NotSold(PricedCart priced, string bundle) =>
        priced.Priced.Problems.Any(problem => problem.Code == PricingProblem.NoPrice && priced.Cart.Lines.Any(line => line.LineId == problem.LineId && line.Bundle?.Code == bundle))
            ? BundleRefusals.NotSold(bundle, priced.Cart.Currency)
            : null;

    /// <summary>Whether a line takes units of a variant.</summary>
    public static bool Holds(CartLine line, string variantId) => line.Bundle is { } bundle ? bundle.Picks.Any(pick => pick.VariantId == variantId) : line.VariantId == variantId;

    /// <summary>What the shopper is told of a bundle's price; null while it is not charged.</summary>
    public static SeenOffer? Seen(CartLine line, PricedCart priced) =>
        Quoted(line, priced.Quote) is { } bundle ? new(bundle.Title, bundle.Price.Amount / bundle.Units, bundle.Price.Currency, line.Units) : null;

    public static CartLineView Draw(CartLine line, CartBundle chosen, PricedCart priced)
    {
        var (sold, quoted) = (priced.Terms.Bundle(chosen.Code, priced.Buyer.Instant), Quoted(line, priced.Quote));
        QuoteLine[] components = quoted is null ? [] : [.. priced.Quote.Lines.Where(component => component.Bundle == line.LineId)];

        return new(
            line.LineId, null, null, null, null, sold?.Title ?? line.Seen?.Title ?? chosen.Code, NoOptions, line.Custom, sold?.Image, line.Units,
            Of(quoted?.Price), Of(quoted?.ListPrice), quoted?.Price, [.. components.Sum()], quoted is null ? null : Money.Sum(quoted.Price.Currency, components.Select(component => component.Total)),
            new(chosen.Code, chosen.Version, sold?.Slug, [.. chosen.Picks.Select((pick, i) => Component(pick, line.Units, priced.Terms, components.ElementAtOrDefault(i)))]));

        Money? Of(Money? all) => all is { } money ? money with { Amount = money.Amount / line.Units } : null;
    }

    private static QuoteBundle? Quoted(CartLine line, Quote quote) => quote.Bundles.FirstOrDefault(bundle => bundle.LineId == line.LineId);

    private static CartComponentView Component(CartPick pick, int units, Terms terms, QuoteLine? quoted)
    {
        terms.Catalog.TryVariant(pick.VariantId, out var variant);
        return new(
            pick.Set, pick.Option, pick.VariantId, pick.Times, pick.Units * units, variant?.Sku, quoted?.Title ?? (variant is null ? pick.VariantId : CatalogGoods.Title(variant)), variant?.Image,
            quoted?.UnitPrice, quoted?.Subtotal, quoted?.Total);
    }

    /// <summary>What each discount takes off all components.</summary>
    private static IEnumerable<DiscountShare> Sum(this IEnumerable<QuoteLine> components) => components
        .SelectMany(component => component.Discounts)
        .GroupBy(share => share.DiscountId)
        .Select(shares => shares.First() with { Amount = Money.Sum(shares.First().Amount.Currency, shares.Select(share => share.Amount)) });
}
