using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Carts;
using FluentValidation;

namespace Commerce.Application.Carts;

/// <summary>Takes a coupon code out of the cart; one that is not there is removed already.</summary>
public static class RemoveCoupon
{
    /// <param name="Code">Blanks around it and its case do not matter.</param>
    /// <param name="Expected">The version of the cart the caller saw; null when any will do.</param>
    public sealed record Command(string Code, long? Expected) : ICommand<CartView>, IKeepsItsRecord;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).Coupon();
    }

    internal sealed class Handler(CartDesk desk) : ICommandHandler<Command, CartView>
    {
        public Task<Result<CartView>> Handle(Command command, CancellationToken ct) =>
            desk.Edit(command.Expected, makes: false, null, (cart, _) => cart.Withdraw(Cart.CouponOf(command.Code)), ct);
    }
}
