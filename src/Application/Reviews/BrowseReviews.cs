using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using Commerce.Domain.Reviews;
using FluentValidation;

namespace Commerce.Application.Reviews;

/// <summary>What others think of a product, latest written first. Nothing changes.</summary>
public static class BrowseReviews
{
    /// <param name="Rating">Only those of so many stars; null: all.</param>
    public sealed record Query(string Slug, int? Rating, string? Cursor, int Limit) : IQuery<Page<PublicReview>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Rating).InclusiveBetween(Stars.Least, Stars.Most);
            RuleFor(query => query.Limit).InclusiveBetween(1, Paging.Most);
            RuleFor(query => query.Cursor).Must(ReviewCursor.IsOne).WithMessage(ReviewCursor.IsNone);
        }
    }

    internal sealed class Handler(IPublishedReviews reviews, ICatalog catalog) : IQueryHandler<Query, Page<PublicReview>>
    {
        public async Task<Result<Page<PublicReview>>> Handle(Query query, CancellationToken ct) => catalog.Current.TryPublished(query.Slug, out var product)
            ? await reviews.Of(product.ProductId, query.Rating, query.Cursor, query.Limit, ct)
            : Product.Unknown;
    }
}
