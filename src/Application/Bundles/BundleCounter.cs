using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Bundles;

/// <summary>Where shoppers look at bundles: what is sold now, to the buyer of this request, before any discount.</summary>
internal sealed class BundleCounter(TermsInForce inForce, BuyerContexts buyers, IPricePolicy policy, CallContext call, TimeProvider clock)
{
    public Terms Terms => inForce.Current;

    public BundleDefinition? Find(Terms terms, string codeOrSlug) => terms.Bundle(codeOrSlug, clock.GetUtcNow()) ?? All(terms).FirstOrDefault(bundle => bundle.Slug == codeOrSlug);

    /// <summary>By code.</summary>
    public IEnumerable<BundleDefinition> All(Terms terms) =>
        (terms.Rules.Pricing.Rules.At(clock.GetUtcNow())?.Content.Bundles ?? []).OrderBy(bundle => bundle.Code, StringComparer.Ordinal);

    /// <param name="currency">Null: the shop's own.</param>
    public ValueTask<BuyerContext> Buyer(Terms terms, string? currency, CancellationToken ct) =>
        buyers.Of(currency ?? policy.Settings.Currency, (call.Caller as Caller.Customer)?.Id, terms.Rules.Discounts, ct);

    /// <summary>Before discounts, which are the whole cart's.</summary>
    public static PricedBasket Price(Terms terms, BuyerContext buyer, params IReadOnlyList<BasketLine> lines) =>
        PricingEngine.Price(new(lines), buyer, terms.Rules with { Discounts = DiscountRuleset.None });

    /// <summary>What one costs as it comes; null when there is something to choose first, or no price.</summary>
    public static Money? AsItComes(Terms terms, BuyerContext buyer, BundleDefinition bundle) =>
        BundleSelection.Check(bundle, BundleSelection.NothingSaid, terms.Goods).Choice is { } choice && Price(terms, buyer, new BasketLine("1", 1, null, choice)).Quote.Bundles is [var one] ? one.Price : null;
}
