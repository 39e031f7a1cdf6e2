using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Says that the money of a payment in REVIEW, which the provider declined to give back, went back another way: a bank transfer, the provider's own dashboard. Nobody is asked for money.</summary>
public static class RecordReturn
{
    /// <param name="Reference">Of the other way, so that the books can be followed.</param>
    /// <param name="By">Stands in the checkout's history with reason and reference.</param>
    public sealed record Command(Guid CheckoutId, string Reason, string Reference, string By) : ICommand<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Reason).Text(200);
            RuleFor(command => command.Reference).Text(100);
        }
    }

    internal sealed class Handler(Settlement settlement) : ICommandHandler<Command, CheckoutView>
    {
        public Task<Result<CheckoutView>> Handle(Command command, CancellationToken ct) =>
            settlement.Review(command.CheckoutId, new Checkout.Command.RecordReturn(command.By, command.Reason, command.Reference), ct);
    }
}
