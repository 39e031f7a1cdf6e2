using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Reviews;
using FluentValidation;

namespace Commerce.Application.Reviews;

/// <summary>Takes a customer's own review back; nobody sees it any more.</summary>
public static class WithdrawReview
{
    public sealed record Command(Guid CustomerId, Guid ProductId, long? Expected) : ICommand<Done>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.ProductId).NotEmpty();
    }

    internal sealed class Handler(IReviews reviews) : ICommandHandler<Command, Done>
    {
        public Task<Result<Done>> Handle(Command command, CancellationToken ct) =>
            reviews.Decide(reviews.IdOf(command.ProductId, command.CustomerId), command.Expected, new Review.Command.Withdraw(), (_, _) => new Done(), ct);
    }
}
