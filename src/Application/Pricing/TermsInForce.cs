using Commerce.Application.Catalog;
using Commerce.Domain.Bundles;
using Commerce.Domain.Carts;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>The catalogue and the rules as one request uses them from its beginning to its end. Made anew only when one of the two has changed.</summary>
internal sealed class TermsInForce(ICatalog catalog, IRulesets rulesets)
{
    private Terms? last;

    /// <summary>The terms for a cart. A node that has not yet heard of the versions its shopper was shown by another looks for them first, so that no price goes back.</summary>
    public async ValueTask<Terms> For(Cart cart, CancellationToken ct)
    {
        var terms = Current;
        if (cart.Shown.AreIn(terms.Rules))
            return terms;

        await rulesets.AtLeast(cart.Shown, ct);
        return Current;
    }

    public Terms Current
    {
        get
        {
            var (goods, rules) = (catalog.Current, rulesets.Current);
            var known = Volatile.Read(ref last);
            if (known is not null && ReferenceEquals(known.Catalog, goods) && ReferenceEquals(known.Given, rules))
                return known;

            Volatile.Write(ref last, known = Terms.Of(goods, rules));
            return known;
        }
    }
}

/// <summary>One catalogue and one version of each of the rules.</summary>
/// <param name="Given">The rules as they came, without the goods of the gifts they name.</param>
internal sealed record Terms(CatalogSnapshot Catalog, RulesInForce Rules, RulesInForce Given)
{
    public static Terms Of(CatalogSnapshot catalog, RulesInForce rules)
    {
        var gifts = new Dictionary<string, Goods>(rules.Gifts, StringComparer.Ordinal);
        foreach (var segment in rules.Discounts.Rules.Segments)
            foreach (var rule in segment.Rules.Content.Discounts)
                if (rule.Effect is DiscountEffect.GiftItem gift && catalog.TryVariant(gift.VariantId, out var variant) && variant.Product.IsPublished)
                    gifts[gift.VariantId] = catalog.Goods(variant);

        return new(catalog, gifts.Count == 0 ? rules : rules with { Gifts = gifts }, rules);
    }

    /// <summary>The bundle as it is sold at an instant; null when it is not.</summary>
    public BundleDefinition? Bundle(string code, DateTimeOffset instant) => Rules.Pricing.Rules.At(instant) is { } rules && rules.TryBundle(code, out var bundle) ? bundle : null;

    /// <summary>What rules know of a variant; null when it is not sold.</summary>
    public Goods? Goods(string variantId) => Catalog.TryVariant(variantId, out var variant) && Sells(variant) ? Catalog.Goods(variant) : null;

    /// <summary>Whether a shopper may buy it at all: its product is published, and it has a price in some currency. Stock is another question.</summary>
    public bool Sells(CatalogVariant variant) => variant.Product.IsPublished && Rules.Pricing.Prices.Find(variant.VariantId) is { } prices && prices.Base.Count + prices.Lists.Count > 0;
}
