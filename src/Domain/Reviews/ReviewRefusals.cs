namespace Commerce.Domain.Reviews;

/// <summary>Every "no" about a review.</summary>
public static class ReviewRefusals
{
    public static Refusal Unknown => new(RefusalKind.NotFound, "review.unknown", "There is no such review.");

    public static Refusal NotBought => new(RefusalKind.Forbidden, "review.not_bought", "Only who has bought a product can review it.");
}
