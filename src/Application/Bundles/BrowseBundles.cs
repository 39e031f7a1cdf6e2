using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Bundles;

/// <summary>The bundles of the storefront by code. Nothing changes.</summary>
public static class BrowseBundles
{
    public sealed record Query(string? Currency, string? Cursor, int Limit) : IQuery<BundlePage>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Currency).Must(Currency.IsKnown).When(q => q.Currency is not null).WithMessage("Not an ISO 4217 currency.");
            RuleFor(q => q.Cursor!).Must(cursor => Cursor.TryRead<string>(cursor, out _)).When(q => q.Cursor is not null).WithMessage("Not a cursor of this list.");
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
        }
    }

    internal sealed class Handler(BundleCounter counter) : IQueryHandler<Query, BundlePage>
    {
        public async Task<Result<BundlePage>> Handle(Query query, CancellationToken ct)
        {
            var terms = counter.Terms;
            var buyer = await counter.Buyer(terms, query.Currency, ct);
            var after = query.Cursor is { } cursor && Cursor.TryRead<string>(cursor, out var last) ? last : "";
            var found = counter.All(terms).Where(bundle => string.CompareOrdinal(bundle.Code, after) > 0).Take(query.Limit + 1).ToArray();

            return new BundlePage(
                buyer.Currency, terms.Rules.Pricing.Version, terms.Rules.Discounts.Version,
                [.. found.Take(query.Limit).Select(it => new ListedBundle(it.Code, it.Version, it.Slug, it.Title, it.Image, it.Price.Mode, BundleCounter.AsItComes(terms, buyer, it)))],
                found.Length > query.Limit ? Cursor.Write(found[query.Limit - 1].Code) : null);
        }
    }
}
