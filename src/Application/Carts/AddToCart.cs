using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.Carts;

/// <summary>Puts units of a variant into the caller's cart, on top of what is there; an anonymous caller without a cart is given one.</summary>
public static class AddToCart
{
    /// <param name="Units">More of it; an equal line grows by them.</param>
    /// <param name="Custom">What is to be done with it; lines with different custom data stay apart.</param>
    /// <param name="Currency">Of a new cart; null for the shop's. An existing cart keeps its own.</param>
    /// <param name="Expected">The version of the cart the caller saw; null when any will do.</param>
    public sealed record Command(string VariantId, int Units, IReadOnlyDictionary<string, string>? Custom, string? Currency, long? Expected) : ICommand<CartView>, IKeepsItsRecord;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.VariantId).Matches("^[A-Za-z0-9_-]{1,64}$");
            RuleFor(c => c.Units).InclusiveBetween(1, CartRules.MostUnits);
            RuleFor(c => c.Custom).Custom();
            RuleFor(c => c.Currency!).KnownCurrency().When(c => c.Currency is not null);
        }
    }

    internal sealed class Handler(CartDesk desk, ICartPolicy policy) : ICommandHandler<Command, CartView>
    {
        public Task<Result<CartView>> Handle(Command command, CancellationToken ct) =>
            desk.Edit(command.Expected, makes: true, command.Currency, (cart, terms) => Add(cart, terms, command), ct, priced => NotSold(priced, command));

        private Result<Cart> Add(Cart cart, Terms terms, Command command) =>
            terms.Catalog.TryVariant(command.VariantId, out var variant) && terms.Sells(variant)
                ? cart.Add(CartLine.Of(command.VariantId, command.Custom, command.Units), terms.Catalog.Rule(command.VariantId), policy.Settings.Limits)
                : CartRefusals.VariantUnknown(command.VariantId);

        private static Refusal? NotSold(PricedCart priced, Command command)
        {
            foreach (var problem in priced.Priced.Problems)
                if (problem.Code == PricingProblem.NoPrice && problem.VariantId == command.VariantId)
                    return CartRefusals.NotSold(command.VariantId, priced.Cart.Currency);

            return null;
        }
    }
}
