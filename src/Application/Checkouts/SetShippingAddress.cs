using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Tells where the parcel goes; the bill goes there too, unless it has an address of its own.</summary>
public static class SetShippingAddress
{
    public sealed record Command(Guid CheckoutId, Caller Caller, long? Expected, PostalAddress Address) : ICommand<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Address).SetValidator(new PostalAddressRules());
    }

    internal sealed class Handler(CheckoutDesk desk) : ICommandHandler<Command, CheckoutView>
    {
        public async Task<Result<CheckoutView>> Handle(Command command, CancellationToken ct) =>
            await (await desk.Find(command.CheckoutId, command.Caller, ct)).Then(own => desk.Change(own, command.Expected, [new Checkout.Command.Edit(ShippingAddress: command.Address)], ct));
    }
}
