using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>A product's own page, with what its variants cost the caller and what is left of each at this moment. Nothing changes.</summary>
public static class ShowProduct
{
    /// <param name="Explain">Whether to say why they cost what they cost.</param>
    /// <param name="Lowest">Whether to say what they cost at least in the last 30 days.</param>
    public sealed record Query(string Slug, string? Currency, bool Explain, bool Lowest) : IQuery<Rendered<ProductDetail>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Currency).Must(Currency.IsKnown).When(q => q.Currency is not null).WithMessage("Not an ISO 4217 currency.");
    }

    internal sealed class Handler(IStorefront storefront, IAvailability availability, BuyerContexts buyers, TermsInForce inForce, PriceTeller teller) : IQueryHandler<Query, Rendered<ProductDetail>>
    {
        public async Task<Result<Rendered<ProductDetail>>> Handle(Query query, CancellationToken ct)
        {
            var (buyer, terms) = (buyers.OfCaller(query.Currency), inForce.Current);
            var told = query.Explain || query.Lowest ? await teller.Tell(terms, query.Slug, buyer, query.Explain, query.Lowest, ct) : null;
            var page = await storefront.Show(query.Slug, buyer, terms.Rules, told, ct);

            return await page.Then<Rendered<ProductDetail>>(async product => product.With(await availability.Of(product.VariantIds, ct)));
        }
    }
}
