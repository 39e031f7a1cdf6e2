using Commerce.Application.Pipeline;
using Commerce.Domain.Reviews;

namespace Commerce.Application.Reviews;

/// <summary>Reviews, each a stream.</summary>
public interface IReviews : IDecider<Review, Review.Command>
{
    /// <summary>The one review there can be of this product by this customer.</summary>
    Guid IdOf(Guid productId, Guid customerId);

    /// <summary>Whether the customer has an order with a variant of the product that was not cancelled: its money is secured at least.</summary>
    Task<bool> HasBought(Guid customerId, Guid productId, CancellationToken ct);
}

/// <summary>The reviews as lists show them; written in the transaction of each decision, so a list never lags behind an answer.</summary>
public interface IReviewList
{
    /// <summary>A customer's own, latest written first. A cursor that is none starts at the beginning.</summary>
    Task<Page<ProductReview>> Of(Guid customerId, string? cursor, int limit, CancellationToken ct);

    /// <summary>For staff, latest written first.</summary>
    /// <param name="status">Null: any.</param>
    /// <param name="productId">Null: of any product.</param>
    Task<Page<ProductReview>> Find(ReviewStatus? status, Guid? productId, string? cursor, int limit, CancellationToken ct);
}

/// <summary>What shoppers see of reviews: the approved ones. At most a second behind the last commit of another node, never behind one of its own.</summary>
public interface IPublishedReviews
{
    /// <summary>Answered from memory.</summary>
    RatingSummary RatingOf(Guid productId);

    /// <summary>Latest written first. A cursor that is none starts at the beginning.</summary>
    /// <param name="rating">Only those of so many stars; null: all.</param>
    Task<Page<PublicReview>> Of(Guid productId, int? rating, string? cursor, int limit, CancellationToken ct);
}
