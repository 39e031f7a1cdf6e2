using Commerce.Application.Pipeline;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>The checkouts. Starting a second one for a cart that has a live one is refused with <c>checkout.cart_busy</c>, whoever else starts at the same instant.</summary>
public interface ICheckouts : IDecider<Checkout, Checkout.Command>;
