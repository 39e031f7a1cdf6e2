using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Reviews;

/// <summary>Lists a customer's own reviews, latest written first. Changes nothing.</summary>
public static class ListMyReviews
{
    public sealed record Query(Guid CustomerId, string? Cursor, int Limit) : IQuery<Page<ProductReview>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Limit).InclusiveBetween(1, Paging.Most);
            RuleFor(query => query.Cursor).Must(ReviewCursor.IsOne).WithMessage(ReviewCursor.IsNone);
        }
    }

    internal sealed class Handler(IReviewList reviews) : IQueryHandler<Query, Page<ProductReview>>
    {
        public async Task<Result<Page<ProductReview>>> Handle(Query query, CancellationToken ct) => await reviews.Of(query.CustomerId, query.Cursor, query.Limit, ct);
    }
}
