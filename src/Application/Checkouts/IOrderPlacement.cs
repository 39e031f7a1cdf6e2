using Commerce.Application.Inventory;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Checkouts;

/// <summary>
/// The moment stock leaves for good. In one commit: the checkout's facts, the order, its gap-free number, the claim on every variant, and the idempotency record of the running request.
/// Either all of it is true afterwards or none. Orders that arrive together share a commit; none of them ever hears of another's failure.
/// </summary>
public interface IOrderPlacement
{
    /// <summary>
    /// Places the order. Refused with <c>inventory.sold_out</c> (fact <c>shortages</c>, <see cref="StockShortage"/> each) when a variant cannot be claimed in full; with <c>stream.moved_on</c>
    /// when the checkout has more facts than <see cref="OrderToPlace.CheckoutVersion"/>: read it again and look; with the domain's own refusal when a command does not fit. Nothing is written then.
    /// On success the cart's holds have been ended and the new levels sent to the real-time layer.
    /// </summary>
    /// <param name="order">What is to be placed.</param>
    /// <param name="view">The answer of the running request, stored under its idempotency key in the same commit.</param>
    /// <param name="ct">Cancels the waiting, not the placement: once handed over it runs to its end.</param>
    Task<Result<TView>> Place<TView>(OrderToPlace order, Func<PlacedOrder, TView> view, CancellationToken ct);
}

/// <summary>An order about to be placed.</summary>
/// <param name="Checkout">The checkout as it was read, after <paramref name="CheckoutVersion"/> facts.</param>
/// <param name="Commands">What happens to the checkout in the same commit, in this order; ends with <see cref="Checkout.Command.PlaceOrder"/> for <paramref name="OrderId"/>.</param>
/// <param name="CartId">Whose holds become the claim.</param>
/// <param name="Quote">The frozen lines; their units are claimed.</param>
/// <param name="Placed">The order's first fact, from its number and the instant it is placed.</param>
public sealed record OrderToPlace(
    Guid CheckoutId,
    long CheckoutVersion,
    Checkout Checkout,
    IReadOnlyList<Checkout.Command> Commands,
    Guid OrderId,
    Guid CartId,
    Quote Quote,
    Func<long, DateTimeOffset, Order.Event.Placed> Placed);

/// <summary>An order that is placed.</summary>
/// <param name="Number">Gap-free and for people.</param>
/// <param name="Checkout">The checkout after the commit.</param>
/// <param name="Levels">What is left of each claimed variant.</param>
public sealed record PlacedOrder(Guid OrderId, long Number, Checkout Checkout, long CheckoutVersion, IReadOnlyList<StockLevel> Levels);
