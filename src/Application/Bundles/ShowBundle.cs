using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Bundles;

/// <summary>A bundle's own page: what there is to choose from, what it costs by itself, and how many can be sold at this moment. Nothing changes.</summary>
public static class ShowBundle
{
    /// <param name="Bundle">Its code or its slug.</param>
    public sealed record Query(string Bundle, string? Currency) : IQuery<BundleDetail>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Currency).Must(Currency.IsKnown).When(q => q.Currency is not null).WithMessage("Not an ISO 4217 currency.");
    }

    internal sealed class Handler(BundleCounter counter, IBundleEligibility eligibility, IAvailability availability) : IQueryHandler<Query, BundleDetail>
    {
        public async Task<Result<BundleDetail>> Handle(Query query, CancellationToken ct)
        {
            var terms = counter.Terms;
            if (counter.Find(terms, query.Bundle) is not { } bundle)
                return BundleRefusals.Unknown;

            var buyer = await counter.Buyer(terms, query.Currency, ct);
            var eligible = await eligibility.Of(bundle, terms.Catalog, ct);
            var offer = new BundleOffer(terms, buyer, bundle, (set, option) => [.. eligible.For(set, option).Where(id => terms.Goods(id) is not null)]);
            return offer.Detail(await availability.Of(offer.Variants, ct));
        }
    }
}
