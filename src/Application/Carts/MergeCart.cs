using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Carts;
using FluentValidation;

namespace Commerce.Application.Carts;

/// <summary>Takes the cart a customer filled before signing in over into the customer's own. Repeating it changes nothing.</summary>
public static class MergeCart
{
    /// <param name="Token">The anonymous cart's.</param>
    /// <param name="Strategy">What becomes of the two; null for the shop's setting.</param>
    public sealed record Command(string Token, MergeStrategy? Strategy) : ICommand<CartView>, IKeepsItsRecord;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Token).Must(CartOwner.IsToken).WithMessage("Not a cart token.");
            RuleFor(c => c.Strategy).IsInEnum();
        }
    }

    internal sealed class Handler(CartMerging merging, CartDesk desk, Caller caller) : ICommandHandler<Command, CartView>
    {
        public async Task<Result<CartView>> Handle(Command command, CancellationToken ct)
        {
            if (caller is not Caller.Customer customer)
                return CartRefusals.CustomersOnly;

            var merged = await merging.Merge(customer.Id, command.Token, command.Strategy, ct);
            return await merged.Then(_ => desk.Show(explain: false, ct));
        }
    }
}
