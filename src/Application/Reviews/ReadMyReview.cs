using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Reviews;

namespace Commerce.Application.Reviews;

/// <summary>Shows customers their own review of a product, wherever it stands. Changes nothing.</summary>
public static class ReadMyReview
{
    public sealed record Query(Guid CustomerId, Guid ProductId) : IQuery<ProductReview>;

    internal sealed class Handler(IReviews reviews) : IQueryHandler<Query, ProductReview>
    {
        public async Task<Result<ProductReview>> Handle(Query query, CancellationToken ct)
        {
            var id = reviews.IdOf(query.ProductId, query.CustomerId);
            var (review, version) = await reviews.Load(id, ct);

            return review is Review.Known ? ProductReview.Of(id, review, version) : ReviewRefusals.Unknown;
        }
    }
}
