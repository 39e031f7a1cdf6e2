using Commerce.Application.Bundles;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Carts;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Carts;

/// <summary>Puts bundles, chosen as the shopper likes, into the caller's cart, on top of equal ones that are there; an anonymous caller without a cart is given one.</summary>
public static class AddBundleToCart
{
    /// <param name="Bundle">Its code.</param>
    /// <param name="Version">Of the definition the shopper saw; null when any will do.</param>
    /// <param name="Selection">Set → picks. Sets that are not mentioned get their defaults.</param>
    /// <param name="Units">How many more bundles.</param>
    /// <param name="Custom">What is to be done with it; lines with different custom data stay apart.</param>
    /// <param name="Currency">Of a new cart; null for the shop's. An existing cart keeps its own.</param>
    /// <param name="Expected">The version of the cart the caller saw; null when any will do.</param>
    public sealed record Command(
        string Bundle, int? Version, IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>> Selection, int Units, IReadOnlyDictionary<string, string>? Custom, string? Currency, long? Expected)
        : ICommand<CartView>, IKeepsItsRecord;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Bundle).Matches(RuleCode.Pattern);
            RuleFor(c => c.Selection).Selection();
            RuleFor(c => c.Units).InclusiveBetween(1, CartRules.MostUnits);
            RuleFor(c => c.Custom).Custom();
            RuleFor(c => c.Currency!).KnownCurrency().When(c => c.Currency is not null);
        }
    }

    internal sealed class Handler(CartDesk desk, ICartPolicy policy, TimeProvider clock) : ICommandHandler<Command, CartView>
    {
        public Task<Result<CartView>> Handle(Command command, CancellationToken ct) =>
            desk.Edit(command.Expected, makes: true, command.Currency, (cart, terms) => Add(cart, terms, command), ct, priced => CartBundles.NotSold(priced, command.Bundle));

        private Result<Cart> Add(Cart cart, Terms terms, Command command)
        {
            var chosen = CartBundles.Choose(terms, command.Bundle, command.Version, _ => command.Selection, clock.GetUtcNow());
            return chosen.Is(out var bundle) ? cart.Add(CartLine.Of(bundle, command.Custom, command.Units), UnitRule.Any, policy.Settings.Limits) : chosen.Refusal!;
        }
    }
}
