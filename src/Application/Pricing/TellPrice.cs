using Commerce.Application.Carts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Tells what a variant costs, did cost or will cost a buyer at an instant, by the rules that were in force then, and why. Nothing changes.</summary>
public static class TellPrice
{
    /// <param name="At">Null: now. What is to come counts as far as it is scheduled.</param>
    /// <param name="Currency">Null: the shop's own, as is the channel.</param>
    /// <param name="SignedIn">Whether the buyer is a known customer, as whoever is of a group or a company, and whoever's first order it is.</param>
    public sealed record Query(
        string VariantId, DateTimeOffset? At, string? Currency, string? Channel, string? Country, string? Region, IReadOnlyList<string> Groups, string? Company, bool SignedIn, bool FirstOrder,
        int Units) : IQuery<PriceAtInstant>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.VariantId).Matches("^[A-Za-z0-9_-]{1,64}$");
            RuleFor(q => q.Currency!).KnownCurrency().When(q => q.Currency is not null);
            RuleFor(q => q.Channel).Matches(RuleCode.Pattern);
            RuleFor(q => q.Country).Matches("^[A-Z]{2}$");
            RuleFor(q => q.Region).MaximumLength(100);
            RuleFor(q => q.Groups).Must(groups => groups.Count <= 50);
            RuleForEach(q => q.Groups).Matches(RuleCode.Pattern);
            RuleFor(q => q.Company).Matches(RuleCode.Pattern);
            RuleFor(q => q.Units).InclusiveBetween(1, CartRules.MostUnits);
        }
    }

    internal sealed class Handler(IRulesets rulesets, TermsInForce inForce, TariffSources sources, IPricePolicy policy, TimeProvider clock) : IQueryHandler<Query, PriceAtInstant>
    {
        public async Task<Result<PriceAtInstant>> Handle(Query query, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var at = query.At?.ToUniversalTime() ?? now;
            if (await TermsAt(query, ct) is not { } terms || Goods(query.VariantId, terms) is not { } goods)
                return PriceRefusals.VariantUnknown;

            // What another source of taxes said in the past is not known any more.
            var buyer = Buyer(query, at);
            var tariffs = at < now ? null : sources.For(terms.Rules.Pricing.Rules.At(at) ?? PricingRules.None, buyer);
            return PriceAtInstant.Of(
                PricingEngine.Price(new([new(query.VariantId, query.Units, goods)], Tariffs: tariffs), buyer, terms.Rules, explain: true), query.VariantId, query.Units, at);
        }

        /// <summary>Now is what this node sells by, whatever its clock and the database's differ by.</summary>
        private async Task<Terms?> TermsAt(Query query, CancellationToken ct)
        {
            if (query.At is not { } at)
                return inForce.Current;

            var (pricing, discounts) = await rulesets.VersionsAt(at.ToUniversalTime(), ct);
            return await rulesets.Of(pricing, discounts, [query.VariantId], ct) is { } rules ? Terms.Of(inForce.Current.Catalog, rules) : null;
        }

        /// <summary>As it is now: what a variant was called, weighed or stood on is not kept. One that is gone is known by its prices alone.</summary>
        private static Goods? Goods(string variantId, Terms terms) =>
            terms.Catalog.TryVariant(variantId, out var variant) ? terms.Catalog.Goods(variant)
            : terms.Rules.Pricing.Prices.Find(variantId) is not null ? new(variantId, Guid.Empty, variantId, variantId, 0, Domain.Pricing.Goods.StandardTax, [], [], [])
            : null;

        private BuyerContext Buyer(Query query, DateTimeOffset at)
        {
            var settings = policy.Settings;
            return new(
                query.Currency ?? settings.Currency, at, query.Channel ?? settings.Channel, query.Country, query.Region?.ToUpperInvariant(), [.. query.Groups.Distinct().Order(StringComparer.Ordinal)],
                query.Company, IsFirstOrder: query.FirstOrder ? true : query.SignedIn || query.Groups.Count > 0 || query.Company is not null ? false : null, settings.Rounding, settings.TaxRounding);
        }
    }
}

/// <summary>What units of one variant cost a buyer at an instant, by themselves.</summary>
/// <param name="PriceVersion">The version of the prices that was in force then.</param>
/// <param name="DiscountVersion">The version of the discounts.</param>
/// <param name="UnitPrice">Before discounts. Null when it was not sold in the currency, as are the other amounts.</param>
/// <param name="ListPrice">What a unit cost otherwise.</param>
/// <param name="Subtotal">What the units cost before discounts.</param>
/// <param name="Discounts">What discounts that need no code took off.</param>
/// <param name="Total">What was to be paid, with the tax that was added.</param>
/// <param name="Trace">Why: each price list and rule with what it did or the reason it did nothing.</param>
public sealed record PriceAtInstant(
    string VariantId, DateTimeOffset At, int Units, long PriceVersion, long DiscountVersion, Money? UnitPrice, Money? ListPrice, Money? Subtotal, IReadOnlyList<DiscountShare> Discounts,
    Money? Tax, Money? Total, IReadOnlyList<TaxAmount> Taxes, PricingTrace Trace)
{
    internal static PriceAtInstant Of(PricedBasket priced, string variantId, int units, DateTimeOffset at)
    {
        var quote = priced.Quote;
        var line = quote.Lines.FirstOrDefault(line => line.LineId == variantId);
        return new(
            variantId, at, units, quote.PriceVersion, quote.DiscountVersion, line?.UnitPrice, line?.ListPrice, line?.Subtotal, line?.Discounts ?? [], line?.Tax, line?.Total, quote.Taxes, priced.Trace!);
    }
}
