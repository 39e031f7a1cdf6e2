using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Reviews;
using FluentValidation;

namespace Commerce.Application.Reviews;

/// <summary>Lets a review through: everybody sees it, and its stars count.</summary>
public static class ApproveReview
{
    /// <param name="Expected">The version that was read, so that nobody lets through what was changed meanwhile.</param>
    public sealed record Command(Guid ReviewId, string By, long? Expected) : ICommand<ProductReview>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.ReviewId).NotEmpty();
    }

    internal sealed class Handler(IReviews reviews) : ICommandHandler<Command, ProductReview>
    {
        public Task<Result<ProductReview>> Handle(Command command, CancellationToken ct) =>
            reviews.Decide(command.ReviewId, command.Expected, new Review.Command.Approve(command.By), (review, version) => ProductReview.Of(command.ReviewId, review, version), ct);
    }
}
