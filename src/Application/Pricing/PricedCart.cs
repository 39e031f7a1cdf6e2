using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>A cart with what it costs, and all it was priced by.</summary>
/// <param name="Gone">Lines whose goods are not sold any more; the engine never saw them.</param>
/// <param name="CustomerId">Whose cart it is; null for a guest's.</param>
internal sealed record PricedCart(Cart Cart, Terms Terms, Basket Basket, BuyerContext Buyer, PricedBasket Priced, IReadOnlyList<PricingProblem> Gone, Guid? CustomerId = null)
{
    public Quote Quote => Priced.Quote;

    /// <summary>Every line that is not in the quote.</summary>
    public IReadOnlyList<PricingProblem> Problems => Gone.Count == 0 ? Priced.Problems : [.. Gone, .. Priced.Problems];

    /// <summary>What the quote can be made of again.</summary>
    public PricingBasis Basis => new(Basket, Buyer, [.. from line in Quote.Lines where line.Gift is not null select Terms.Rules.Gifts[line.VariantId]]);

    /// <summary>What it uses of limited discounts; null for nothing.</summary>
    public IReadOnlyList<DiscountUse>? Uses =>
        Terms.Rules.Discounts.Rules.At(Buyer.Instant) is { } rules && DiscountUse.Of(Quote, Basket, rules, CustomerId) is { Count: > 0 } uses ? uses : null;

    /// <summary>What has to be there for it: the cart's units, priced or not, and the gifts.</summary>
    public IReadOnlyDictionary<string, int> Units
    {
        get
        {
            var units = Cart.UnitsByVariant();
            Dictionary<string, int>? more = null;
            foreach (var line in Quote.Lines)
                if (line.Gift is not null)
                {
                    more ??= new(units, StringComparer.Ordinal);
                    more[line.VariantId] = more.GetValueOrDefault(line.VariantId) + line.Units;
                }

            return more ?? units;
        }
    }

    /// <summary>What sending costs at least to the country the request names; null while nobody knows it, or when nothing is sent there.</summary>
    public Money? ShippingFrom
    {
        get
        {
            Money? least = null;
            if (Buyer.Country is not null && Quote.Lines.Count > 0)
                foreach (var offer in PricingEngine.ShippingOffers(Basket, Buyer, Terms.Rules))
                    if (least is null || offer.Total < least)
                        least = offer.Total;

            return least;
        }
    }

    public PricingProblem? Problem(string lineId)
    {
        foreach (var problem in Priced.Problems)
            if (problem.LineId == lineId)
                return problem;

        return null;
    }

    /// <summary>What one unit of a line would cost if there were so many of it: minor units, null when it has no price then.</summary>
    public long? UnitPrice(string lineId, int units)
    {
        BasketLine[] lines = [.. from line in Basket.Lines select line.LineId == lineId ? line with { Units = units } : line];
        foreach (var line in PricingEngine.Price(Basket with { Lines = lines }, Buyer, Terms.Rules).Quote.Lines)
            if (line.LineId == lineId)
                return line.UnitPrice.Amount;

        return null;
    }
}
