using Commerce.Application.Carts;
using Commerce.Application.Discounts;
using Commerce.Domain.Carts;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>Makes carts ready to be priced, for the cart itself, for the estimates of a checkout, and for the totals a lock freezes. The only way from a cart to the engine.</summary>
internal sealed class Pricer(TermsInForce inForce, BuyerContexts buyers, ICoupons coupons, TariffSources sources)
{
    /// <summary>Take them once in a request and use them to its end.</summary>
    public ValueTask<Terms> Terms(Cart cart, CancellationToken ct) => inForce.For(cart, ct);

    /// <summary>By the terms of now.</summary>
    /// <param name="customerId">Whose cart it is; null for a guest's.</param>
    public async ValueTask<CartToPrice> Prepare(Cart cart, Guid? customerId, CancellationToken ct) => await Prepare(cart, await Terms(cart, ct), customerId, ct);

    /// <summary>Without coupons, and without rules that have to ask the books, this asks nobody.</summary>
    /// <param name="customerId">Whose cart it is; null for a guest's.</param>
    public async ValueTask<CartToPrice> Prepare(Cart cart, Terms terms, Guid? customerId, CancellationToken ct) =>
        await Prepare(cart, terms, await buyers.Of(cart.Currency, customerId, terms.Rules.Discounts, ct), customerId, ct);

    /// <summary>For whoever it is, whoever asks.</summary>
    public async ValueTask<CartToPrice> Prepare(Cart cart, Terms terms, BuyerContext buyer, Guid? customerId, CancellationToken ct)
    {
        var standing = await coupons.Look(cart.Coupons, customerId, terms.Rules.Discounts.Rules.At(buyer.Instant) ?? DiscountRules.None, without: null, ct);
        var (lines, gone) = Lines(cart, terms, buyer.Instant);

        return new(cart, terms, buyer, lines, gone, standing, sources, customerId);
    }

    private static (IReadOnlyList<BasketLine> Lines, IReadOnlyList<PricingProblem> Gone) Lines(Cart cart, Terms terms, DateTimeOffset instant)
    {
        var lines = new List<BasketLine>(cart.Lines.Count);
        List<PricingProblem>? gone = null;
        foreach (var line in cart.Lines)
            if (line.Bundle is not null)
                Add(CartBundles.ToPrice(line, terms, instant));
            else if (terms.Catalog.TryVariant(line.VariantId, out var variant) && terms.Sells(variant))
                lines.Add(new(line.LineId, line.Units, terms.Catalog.Goods(variant)));
            else
                (gone ??= []).Add(new(PricingProblem.Gone, line.LineId, line.VariantId, "This is not sold any more."));

        return (lines, gone ?? (IReadOnlyList<PricingProblem>)[]);

        void Add((BasketLine? Line, PricingProblem? Problem) bundle)
        {
            if (bundle.Line is { } line)
                lines.Add(line);
            else
                (gone ??= []).Add(bundle.Problem!);
        }
    }
}
