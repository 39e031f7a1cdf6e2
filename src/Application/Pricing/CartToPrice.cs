using Commerce.Application.Discounts;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>A cart with all that has to be known to price it: from here on nothing is looked up. However often it is priced in a request, it is at one instant and by the same rules.</summary>
/// <param name="Gone">Lines whose goods are not sold any more; the engine never sees them.</param>
/// <param name="CustomerId">Whose cart it is; null for a guest's.</param>
internal sealed record CartToPrice(Cart Cart, Terms Terms, BuyerContext Buyer, IReadOnlyList<BasketLine> Lines, IReadOnlyList<PricingProblem> Gone, CouponStanding Standing,
    Guid? CustomerId = null)
{
    /// <param name="destination">Where it goes; null: what the request says of the country counts.</param>
    /// <param name="method">The chosen way of sending.</param>
    /// <param name="explain">Whether to say why.</param>
    public PricedCart Price(PostalAddress? destination = null, string? method = null, bool explain = false)
    {
        var (basket, buyer) = (BasketOf(method), BuyerAt(destination));
        return new(Cart, Terms, basket, buyer, PricingEngine.Price(basket, buyer, Terms.Rules, explain), Gone, CustomerId);
    }

    /// <summary>The ways of sending it there, each with what it costs.</summary>
    public IReadOnlyList<ShippingOffer> Offers(PostalAddress? destination = null) =>
        Lines.Count == 0 ? [] : PricingEngine.ShippingOffers(BasketOf(null), BuyerAt(destination), Terms.Rules);

    /// <summary>The same cart where some gifts are not to be had.</summary>
    public CartToPrice Without(IReadOnlyCollection<string> gifts) => this with
    {
        Terms = Terms with { Rules = Terms.Rules with { Gifts = Terms.Rules.Gifts.Where(gift => !gifts.Contains(gift.Key)).ToDictionary(StringComparer.Ordinal) } },
    };

    private Basket BasketOf(string? method) => new(Lines, method, Standing.Coupons, Standing.Spent, Standing.Left);

    private BuyerContext BuyerAt(PostalAddress? destination) => destination is null
        ? Buyer
        : Buyer with { Country = destination.Country, Region = destination.Region is { Length: > 0 } region ? region.ToUpperInvariant() : null };
}
