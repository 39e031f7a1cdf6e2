using Commerce.Application.Bundles;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Carts;
using FluentValidation;

namespace Commerce.Application.Carts;

/// <summary>Chooses anew what is in the bundles of a line, under the definition they are sold by now; their number and custom data stay. A line that is equal by then takes them in.</summary>
public static class ChooseCartBundle
{
    /// <param name="Version">Of the definition the shopper saw; null when any will do.</param>
    /// <param name="Selection">Set → picks; null: what was chosen before.</param>
    /// <param name="Expected">The version of the cart the caller saw; null when any will do.</param>
    public sealed record Command(string LineId, int? Version, IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>>? Selection, long? Expected) : ICommand<CartView>, IKeepsItsRecord;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.LineId).LineId();
            RuleFor(c => c.Selection!).Selection().When(c => c.Selection is not null);
        }
    }

    internal sealed class Handler(CartDesk desk, ICartPolicy policy, TimeProvider clock) : ICommandHandler<Command, CartView>
    {
        public Task<Result<CartView>> Handle(Command command, CancellationToken ct) =>
            desk.Edit(
                command.Expected, makes: false, null, (cart, terms) => Choose(cart, terms, command), ct,
                priced => CartBundles.NotSold(priced, command.LineId.Split('~')[0]));

        private Result<Cart> Choose(Cart cart, Terms terms, Command command)
        {
            if (cart.Lines.FirstOrDefault(line => line.LineId == command.LineId)?.Bundle is not { } had)
                return Cart.LineUnknown(command.LineId);

            var chosen = CartBundles.Choose(terms, had.Code, command.Version, bundle => command.Selection ?? had.Selection(bundle), clock.GetUtcNow());
            return chosen.Is(out var bundle) ? cart.Choose(command.LineId, bundle, policy.Settings.Limits) : chosen.Refusal!;
        }
    }
}
