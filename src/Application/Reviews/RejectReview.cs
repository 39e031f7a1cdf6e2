using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Reviews;
using FluentValidation;

namespace Commerce.Application.Reviews;

/// <summary>Keeps a review from the shoppers, whether or not they saw it before. Its author is told the reason.</summary>
public static class RejectReview
{
    /// <param name="Expected">The version that was read.</param>
    public sealed record Command(Guid ReviewId, string Reason, string By, long? Expected) : ICommand<ProductReview>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.ReviewId).NotEmpty();
            RuleFor(c => c.Reason).Text(500);
        }
    }

    internal sealed class Handler(IReviews reviews) : ICommandHandler<Command, ProductReview>
    {
        public Task<Result<ProductReview>> Handle(Command command, CancellationToken ct) => reviews.Decide(
            command.ReviewId, command.Expected, new Review.Command.Reject(command.Reason, command.By), (review, version) => ProductReview.Of(command.ReviewId, review, version), ct);
    }
}
