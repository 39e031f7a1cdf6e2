using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Takes a payment in REVIEW for the frozen totals after all: the order follows. Refused where the money does not come to exactly the totals and more than them was taken, or less secured.</summary>
public static class AcceptPayment
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
            settlement.Review(command.CheckoutId, new Checkout.Command.Accept(command.By, command.Reason), ct);
    }
}
