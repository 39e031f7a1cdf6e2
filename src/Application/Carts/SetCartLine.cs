using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Carts;

/// <summary>Sets the units of a line, however many there were; 0 removes it.</summary>
public static class SetCartLine
{
    /// <param name="Expected">The version of the cart the caller saw; null when any will do.</param>
    public sealed record Command(string LineId, int Units, long? Expected) : ICommand<CartView>, IKeepsItsRecord;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.LineId).LineId();
            RuleFor(c => c.Units).InclusiveBetween(0, CartRules.MostUnits);
        }
    }

    internal sealed class Handler(CartDesk desk, ICartPolicy policy) : ICommandHandler<Command, CartView>
    {
        public Task<Result<CartView>> Handle(Command command, CancellationToken ct) =>
            desk.Edit(
                command.Expected, makes: false, null,
                (cart, terms) => cart.Set(command.LineId, command.Units, terms.Catalog.Rule(command.LineId.Split('.')[0]), policy.Settings.Limits), ct);
    }
}
