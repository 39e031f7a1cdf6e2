using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>
/// Gives a payment in REVIEW back: what was only reserved is let go, what was taken is refunded, and an order there is cancelled. Where the provider declined to before it is asked anew.
/// </summary>
public static class GiveBackPayment
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
            settlement.Review(command.CheckoutId, new Checkout.Command.GiveBack(command.By, command.Reason), ct);
    }
}
