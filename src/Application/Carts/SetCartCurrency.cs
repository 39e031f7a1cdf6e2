using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Carts;

/// <summary>Prices the cart in another currency. Nothing is converted: a line without a price in it stays, with a warning.</summary>
public static class SetCartCurrency
{
    /// <param name="Currency">ISO 4217, upper-case.</param>
    /// <param name="Expected">The version of the cart the caller saw; null when any will do.</param>
    public sealed record Command(string Currency, long? Expected) : ICommand<CartView>, IKeepsItsRecord;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Currency).KnownCurrency();
    }

    internal sealed class Handler(CartDesk desk) : ICommandHandler<Command, CartView>
    {
        public Task<Result<CartView>> Handle(Command command, CancellationToken ct) =>
            desk.Edit(command.Expected, makes: false, null, (cart, _) => cart.In(command.Currency), ct);
    }
}
