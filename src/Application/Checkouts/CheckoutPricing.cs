using Commerce.Application.Carts;
using Commerce.Application.Catalog;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Checkouts;

/// <summary>What a cart costs now, with the chosen way of sending. The same for an estimate and for the totals a lock freezes.</summary>
internal sealed class CheckoutPricing(ICatalog catalog, IShippingRates rates, ICartPolicy policy)
{
    public PricedCart Price(Cart cart, string? method)
    {
        LineToPrice[] lines = [.. cart.Lines.Select(line => new LineToPrice(line.LineId, line.VariantId, line.Units))];
        var (context, prices) = (new PricingContext(cart.Currency, policy.Settings.Rounding), new CatalogPrices(catalog.Current));
        var goods = CartPricing.Price(new(lines), context, prices);

        return Find(method)?.For(goods.Quote.Subtotal) is { } price ? CartPricing.Price(new(lines, new(method!, Find(method)!.Label, price)), context, prices) : goods;
    }

    /// <summary>The quote to freeze, or why this cart cannot be sold as it is.</summary>
    public Result<Quote> Freeze(Cart cart, string? method)
    {
        var priced = Price(cart, method);

        return priced.Problems.Count == 0 ? priced.Quote : CheckoutRefusals.NotSellable(priced.Problems);
    }

    public IReadOnlyList<ShippingOption> Options(Cart cart)
    {
        var subtotal = Price(cart, null).Quote.Subtotal;

        return [.. from method in rates.Methods where method.For(subtotal) is not null select new ShippingOption(method.Code, method.Label, method.For(subtotal)!.Value)];
    }

    public Refusal? Refuses(string? method, string currency) =>
        method is null || Find(method)?.For(Money.Zero(currency)) is not null ? null : CheckoutRefusals.MethodUnknown(method, currency);

    private ShippingMethod? Find(string? method) => rates.Methods.FirstOrDefault(known => known.Code == method);
}

/// <summary>A way of sending, with what it costs for this cart.</summary>
public sealed record ShippingOption(string Code, string Label, Money Price);
