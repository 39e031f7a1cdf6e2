using Commerce.Application.Carts;
using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.Bundles;

/// <summary>Tells what a bundle costs as it was chosen, before it is put into a cart, or all that is wrong with the choice. Nothing changes.</summary>
public static class PriceBundle
{
    /// <param name="Bundle">Its code or its slug.</param>
    /// <param name="Selection">Set → picks. Sets that are not mentioned get their defaults.</param>
    public sealed record Query(string Bundle, IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>> Selection, int Units, string? Currency) : IQuery<PricedBundle>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Selection).Selection();
            RuleFor(q => q.Units).InclusiveBetween(1, CartRules.MostUnits);
            RuleFor(q => q.Currency).Must(Currency.IsKnown).When(q => q.Currency is not null).WithMessage("Not an ISO 4217 currency.");
        }
    }

    internal sealed class Handler(BundleCounter counter, IAvailability availability) : IQueryHandler<Query, PricedBundle>
    {
        public async Task<Result<PricedBundle>> Handle(Query query, CancellationToken ct)
        {
            var terms = counter.Terms;
            if (counter.Find(terms, query.Bundle) is not { } bundle)
                return BundleRefusals.Unknown;

            var picked = BundleSelection.Check(bundle, query.Selection, terms.Goods);
            if (picked.Choice is not { } choice)
                return BundleRefusals.SelectionInvalid(picked.Violations);

            var buyer = await counter.Buyer(terms, query.Currency, ct);
            if (BundleCounter.Price(terms, buyer, new BasketLine("1", query.Units, null, choice)).Quote is not { Bundles: [var priced] } quote)
                return BundleRefusals.NotSold(bundle.Code, buyer.Currency);

            var units = BundleAvailability.Units(bundle, choice);
            var stock = await availability.Of([.. units.Keys], ct);
            return new PricedBundle(
                bundle.Code, bundle.Version, query.Units, priced.Price, priced.Price with { Amount = priced.Price.Amount / query.Units }, priced.ListPrice,
                [.. choice.Picks.Zip(quote.Lines, Component)], BundleAvailability.Of(units, id => stock.GetValueOrDefault(id)), quote.PriceVersion, terms.Rules.Discounts.Version);
        }

        private static PricedComponent Component(BundlePick pick, QuoteLine line) =>
            new(pick.Set, pick.Option, line.VariantId, line.Sku, line.Title, pick.Times, line.Units, line.UnitPrice, line.Subtotal);
    }
}
