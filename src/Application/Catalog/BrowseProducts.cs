using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>The products of the storefront, filtered, sorted and in pages. Nothing changes.</summary>
public static class BrowseProducts
{
    public sealed record Query(
        string? Category, string? Collection, IReadOnlyList<string> Tag, string? Q, string? Currency, long? MinPrice, long? MaxPrice, bool InStock,
        string? Sort, string? Cursor, int Limit) : IQuery<Rendered<ProductPage>>
    {
        /// <summary>Without a word about it: the best match of a text, else the newest.</summary>
        internal ProductSort Order => Sort is not null ? ProductSorts.ByName[Sort] : Q is null ? ProductSort.Newest : ProductSort.Relevance;
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Category!).Slug().When(q => q.Category is not null);
            RuleFor(q => q.Collection!).Slug().When(q => q.Collection is not null);
            RuleFor(q => q.Tag).Must(tags => tags.Count <= 10 && tags.All(tag => Texts.IsLine(tag, 40))).WithMessage("At most 10 tags.");
            RuleFor(q => q.Q!).Line(200).When(q => q.Q is not null);
            RuleFor(q => q.Currency).Must(Currency.IsKnown).When(q => q.Currency is not null).WithMessage("Not an ISO 4217 currency.");
            RuleFor(q => q.MinPrice).GreaterThanOrEqualTo(0);
            RuleFor(q => q.MaxPrice).GreaterThanOrEqualTo(0);
            RuleFor(q => q.Sort!).Must(ProductSorts.ByName.ContainsKey).When(q => q.Sort is not null).WithMessage($"One of {string.Join(", ", ProductSorts.ByName.Keys)}.")
                .DependentRules(() =>
                {
                    RuleFor(q => q.Sort).Must((q, _) => q.Order != ProductSort.Relevance).When(q => q.Q is null).WithMessage("Relevance needs a text in q.");
                    RuleFor(q => q.Cursor).Must((q, cursor) => ListPosition.Read(cursor) is { IsWhole: true } position && position.Sort == q.Order)
                        .When(q => q.Cursor is not null).WithMessage("Not a cursor of a list in this order.");
                });
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
        }
    }

    internal sealed class Handler(IStorefront storefront, BuyerContexts buyers, TermsInForce inForce) : IQueryHandler<Query, Rendered<ProductPage>>
    {
        public Task<Result<Rendered<ProductPage>>> Handle(Query query, CancellationToken ct) => storefront.Browse(
            new(query.Category, query.Collection, query.Tag, query.Q, query.MinPrice, query.MaxPrice, query.InStock, query.Order,
                ListPosition.Read(query.Cursor), query.Limit),
            buyers.OfCaller(query.Currency), inForce.Current.Rules, ct).AsTask();
    }
}
