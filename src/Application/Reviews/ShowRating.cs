using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;

namespace Commerce.Application.Reviews;

/// <summary>What the reviews of a product come to. Nothing changes.</summary>
public static class ShowRating
{
    public sealed record Query(string Slug) : IQuery<RatingSummary>;

    internal sealed class Handler(IPublishedReviews reviews, ICatalog catalog) : IQueryHandler<Query, RatingSummary>
    {
        public Task<Result<RatingSummary>> Handle(Query query, CancellationToken ct) =>
            Task.FromResult<Result<RatingSummary>>(catalog.Current.TryPublished(query.Slug, out var product) ? reviews.RatingOf(product.ProductId) : Product.Unknown);
    }
}
