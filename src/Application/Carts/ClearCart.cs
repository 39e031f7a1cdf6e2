using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Carts;

/// <summary>Takes every line out of the cart.</summary>
public static class ClearCart
{
    /// <param name="Expected">The version of the cart the caller saw; null when any will do.</param>
    public sealed record Command(long? Expected) : ICommand<CartView>, IKeepsItsRecord;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Expected).GreaterThanOrEqualTo(0);
    }

    internal sealed class Handler(CartDesk desk) : ICommandHandler<Command, CartView>
    {
        public Task<Result<CartView>> Handle(Command command, CancellationToken ct) =>
            desk.Edit(command.Expected, makes: false, null, (cart, _) => cart.Clear(), ct);
    }
}
