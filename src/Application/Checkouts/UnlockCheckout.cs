using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Opens a locked checkout for changes again; its frozen totals are dropped.</summary>
public static class UnlockCheckout
{
    public sealed record Command(Guid CheckoutId, Caller Caller, long? Expected) : ICommand<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.CheckoutId).NotEmpty();
    }

    internal sealed class Handler(CheckoutDesk desk) : ICommandHandler<Command, CheckoutView>
    {
        public async Task<Result<CheckoutView>> Handle(Command command, CancellationToken ct) =>
            await (await desk.Find(command.CheckoutId, command.Caller, ct)).Then(own => desk.Change(own, command.Expected, [new Checkout.Command.Unlock()], ct));
    }
}
