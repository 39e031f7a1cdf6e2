using System.Text.Json;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Reviews;

/// <summary>Lists reviews for the staff, latest written first. Changes nothing.</summary>
public static class ListProductReviews
{
    /// <param name="Status"><c>pending</c>, <c>approved</c> or <c>rejected</c>; null for all.</param>
    public sealed record Query(string? Status, Guid? ProductId, string? Cursor, int Limit) : IQuery<Page<ProductReview>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Status).Must(status => status is null || Statuses.ContainsKey(status)).WithMessage($"One of {string.Join(", ", Statuses.Keys)}.");
            RuleFor(query => query.Limit).InclusiveBetween(1, Paging.Most);
            RuleFor(query => query.Cursor).Must(ReviewCursor.IsOne).WithMessage(ReviewCursor.IsNone);
        }
    }

    internal sealed class Handler(IReviewList reviews) : IQueryHandler<Query, Page<ProductReview>>
    {
        public async Task<Result<Page<ProductReview>>> Handle(Query query, CancellationToken ct)
        {
            ReviewStatus? status = query.Status is null ? null : Statuses[query.Status];

            return await reviews.Find(status, query.ProductId, query.Cursor, query.Limit, ct);
        }
    }

    private static readonly Dictionary<string, ReviewStatus> Statuses = Enum.GetValues<ReviewStatus>().ToDictionary(status => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString()));
}
