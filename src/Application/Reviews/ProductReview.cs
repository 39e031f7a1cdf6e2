using Commerce.Application.Pipeline;
using Commerce.Domain.Reviews;

namespace Commerce.Application.Reviews;

/// <summary>Where a review stands.</summary>
public enum ReviewStatus
{
    /// <summary>Waits for the staff.</summary>
    Pending,

    /// <summary>Everybody sees it.</summary>
    Approved,

    /// <summary>Only its author and the staff see it.</summary>
    Rejected,
}

/// <summary>A review as its author and the staff see it.</summary>
/// <param name="Rating">1 to 5 stars.</param>
/// <param name="Author">The name that stands beside it.</param>
/// <param name="Reason">Why it was rejected; null when it was not.</param>
/// <param name="WrittenAt">When it was written, or changed last.</param>
public sealed record ProductReview(
    Guid Id, Guid ProductId, Guid CustomerId, int Rating, string Title, string Text, string Author, ReviewStatus Status, string? Reason, DateTimeOffset WrittenAt, long Version) : IVersioned
{
    internal static ProductReview Of(Guid id, Review review, long version) => review is Review.Known known
        ? new(id, known.Of.ProductId, known.Of.CustomerId, known.Content.Rating, known.Content.Title, known.Content.Text, known.Content.Author,
            StatusOf(known), (known as Review.Rejected)?.Reason, known.WrittenAt, version)
        : throw new ArgumentException("There is no review here.", nameof(review));

    internal static ReviewStatus StatusOf(Review.Known review) => review switch
    {
        Review.Approved => ReviewStatus.Approved,
        Review.Rejected => ReviewStatus.Rejected,
        _ => ReviewStatus.Pending,
    };
}

/// <summary>A review as everybody sees it.</summary>
/// <param name="Rating">1 to 5 stars.</param>
/// <param name="Author">As the author wants to be called.</param>
/// <param name="WrittenAt">When it was written, or changed last.</param>
public sealed record PublicReview(Guid Id, int Rating, string Title, string Text, string Author, DateTimeOffset WrittenAt);

/// <summary>What the approved reviews of a product come to.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="AverageHundredths">In hundredths of a star, halves rounded up: 433 are 4.33 stars. Null when there are none.</param>
/// <param name="Stars">How many gave so many stars.</param>
public sealed record RatingSummary(Guid ProductId, long Count, int? AverageHundredths, StarCounts Stars)
{
    internal static RatingSummary Of(Guid productId, Stars stars) => new(productId, stars.Count, stars.AverageHundredths, new(stars.One, stars.Two, stars.Three, stars.Four, stars.Five));
}

/// <summary>How many reviews gave one star, two, and so on.</summary>
public sealed record StarCounts(long One, long Two, long Three, long Four, long Five);

/// <summary>The last review of a page.</summary>
internal sealed record ReviewCursor(DateTimeOffset WrittenAt, Guid Id)
{
    internal const string IsNone = "Not a cursor of this list.";

    internal static bool IsOne(string? cursor) => cursor is null || Cursor.TryRead<ReviewCursor>(cursor, out _);
}
