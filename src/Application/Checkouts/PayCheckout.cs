using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Pays: locks the checkout if it is still open, asks the payment provider, and places the order when the money is secured.</summary>
public static class PayCheckout
{
    public sealed record Command(Guid CheckoutId, Caller Caller, PaymentMeans Means) : ICommand<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Means).SetValidator(new PaymentMeansRules());
    }

    internal sealed class Handler(CheckoutDesk desk, Cashier cashier) : ICommandHandler<Command, CheckoutView>
    {
        public async Task<Result<CheckoutView>> Handle(Command command, CancellationToken ct) =>
            await (await desk.Find(command.CheckoutId, command.Caller, ct)).Then(own => cashier.Pay(own, [], own.Known.Session.Details, command.Means, null, ct));
    }
}
