using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Tells where the order confirmation goes.</summary>
public static class SetCheckoutEmail
{
    public sealed record Command(Guid CheckoutId, Caller Caller, long? Expected, string Email) : ICommand<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Email).NotEmpty().Email();
    }

    internal sealed class Handler(CheckoutDesk desk) : ICommandHandler<Command, CheckoutView>
    {
        public async Task<Result<CheckoutView>> Handle(Command command, CancellationToken ct) =>
            await (await desk.Find(command.CheckoutId, command.Caller, ct)).Then(own => desk.Change(own, command.Expected, [new Checkout.Command.Edit(Email: command.Email)], ct));
    }
}
