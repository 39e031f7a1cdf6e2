using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>A product's own page, with what is left of each variant at this moment. Nothing changes.</summary>
public static class ShowProduct
{
    public sealed record Query(string Slug, string? Currency) : IQuery<Rendered<ProductDetail>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Currency).Must(Currency.IsKnown).When(q => q.Currency is not null).WithMessage("Not an ISO 4217 currency.");
    }

    internal sealed class Handler(IStorefront storefront, IAvailability availability) : IQueryHandler<Query, Rendered<ProductDetail>>
    {
        public async Task<Result<Rendered<ProductDetail>>> Handle(Query query, CancellationToken ct)
        {
            var page = await storefront.Show(query.Slug, query.Currency, ct);

            return await page.Then<Rendered<ProductDetail>>(async product => product.With(await availability.Of(product.VariantIds, ct)));
        }
    }
}
