using Commerce.Application.Reviews;
using Commerce.Domain.Reviews;
using Commerce.Infrastructure.Reviews;
using Marten;

namespace Commerce.Infrastructure.Streams.Reviews;

/// <summary>Keeps <c>product_review</c>, and in <c>product_rating</c> what the approved ones come to.</summary>
internal sealed class ReviewTable(ReviewNode node) : IReadModel<Review>
{
    private const string Put = "call review_put(?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?)";

    public void Write(IDocumentOperations session, Guid id, Review state, long version, DateTimeOffset at)
    {
        switch (state)
        {
            case Review.Known { Of: var of, Content: var content } known:
                session.QueueSqlCommand(
                    Put, id, of.ProductId, of.CustomerId, StatusText(ProductReview.StatusOf(known)), content.Rating, content.Title, content.Text, content.Author,
                    known is Review.Rejected rejected ? rejected.Reason : "", known.WrittenAt.ToUniversalTime(), version);
                break;
            case Review.Withdrawn { Of: var of }:
                session.QueueSqlCommand(Put, id, of.ProductId, of.CustomerId, "withdrawn", 0, "", "", "", "", at.ToUniversalTime(), version);
                break;
            default:
                return;
        }

        node.FollowCommitOf(session);
    }

    /// <summary>The status as the table spells it.</summary>
    public static string StatusText(ReviewStatus status) => status switch
    {
        ReviewStatus.Approved => "approved",
        ReviewStatus.Rejected => "rejected",
        _ => "pending",
    };
}
