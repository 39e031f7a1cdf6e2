using Commerce.Domain.Reviews;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Reviews =>
    [
        (typeof(Review.Event.Written), "review_written"),
        (typeof(Review.Event.Changed), "review_changed"),
        (typeof(Review.Event.Approved), "review_approved"),
        (typeof(Review.Event.Rejected), "review_rejected"),
        (typeof(Review.Event.Withdrawn), "review_withdrawn"),
    ];
}
