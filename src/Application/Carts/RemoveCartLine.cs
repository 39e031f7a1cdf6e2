using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Carts;

/// <summary>Takes a line out of the cart; one that is not there is removed already.</summary>
public static class RemoveCartLine
{
    /// <param name="Expected">The version of the cart the caller saw; null when any will do.</param>
    public sealed record Command(string LineId, long? Expected) : ICommand<CartView>, IKeepsItsRecord;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.LineId).LineId();
    }

    internal sealed class Handler(CartDesk desk) : ICommandHandler<Command, CartView>
    {
        public Task<Result<CartView>> Handle(Command command, CancellationToken ct) =>
            desk.Edit(command.Expected, makes: false, null, (cart, _) => cart.Remove(command.LineId), ct);
    }
}
