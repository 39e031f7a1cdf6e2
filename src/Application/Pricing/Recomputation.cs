using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>Makes a quote again of what it was made of: the frozen basis, and the rules of the versions it names.</summary>
internal sealed class Recomputation(IRulesets rulesets)
{
    /// <returns>Null when the basis was not kept, or a version is not known.</returns>
    public async Task<PricedBasket?> Of(Quote quote, PricingBasis? basis, bool explain, CancellationToken ct)
    {
        if (basis is null || await rulesets.Of(quote.PriceVersion, quote.DiscountVersion, Variants(basis.Basket), ct) is not { } rules)
            return null;

        var gifts = basis.Gifts.ToDictionary(goods => goods.VariantId, StringComparer.Ordinal);
        return PricingEngine.Price(basis.Basket, basis.Buyer, rules with { Gifts = gifts }, explain);
    }

    private static HashSet<string> Variants(Basket basket) =>
        [.. basket.Lines.SelectMany(line => line.Bundle is { } bundle ? bundle.Picks.Select(pick => pick.Goods.VariantId) : [line.Goods!.VariantId])];
}
