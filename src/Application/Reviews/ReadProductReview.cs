using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Reviews;

namespace Commerce.Application.Reviews;

/// <summary>Shows the staff a review, with the version a decision on it names. Changes nothing.</summary>
public static class ReadProductReview
{
    public sealed record Query(Guid ReviewId) : IQuery<ProductReview>;

    internal sealed class Handler(IReviews reviews) : IQueryHandler<Query, ProductReview>
    {
        public async Task<Result<ProductReview>> Handle(Query query, CancellationToken ct) =>
            await reviews.Load(query.ReviewId, ct) is (Review.Known review, var version) ? ProductReview.Of(query.ReviewId, review, version) : ReviewRefusals.Unknown;
    }
}
