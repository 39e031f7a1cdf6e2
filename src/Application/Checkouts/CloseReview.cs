using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Closes a checkout in REVIEW of which no money is known. Should money arrive after all, it is treated as late money.</summary>
public static class CloseReview
{
    /// <param name="By">Stands in the checkout's history with the reason.</param>
    public sealed record Command(Guid CheckoutId, string Reason, string By) : ICommand<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Reason).Text(200);
    }

    internal sealed class Handler(Settlement settlement) : ICommandHandler<Command, CheckoutView>
    {
        public Task<Result<CheckoutView>> Handle(Command command, CancellationToken ct) =>
            settlement.Review(command.CheckoutId, new Checkout.Command.Dismiss(command.By, command.Reason), ct);
    }
}
