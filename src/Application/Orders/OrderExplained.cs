using Commerce.Application.Checkouts;
using Commerce.Application.Pricing;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Orders;

/// <summary>Why an order cost what it cost: made again of what was frozen with its checkout.</summary>
internal sealed class OrderExplained(ICheckouts checkouts, Recomputation recomputation)
{
    /// <returns>Null when it cannot be told.</returns>
    public async Task<PricedBasket?> Again(Order.Event.Placed terms, bool explain, CancellationToken ct) =>
        (await checkouts.Load(terms.CheckoutId, ct)).State is Checkout.Known { Session.Basis: { } basis } ? await recomputation.Of(terms.Quote, basis, explain, ct) : null;

    public async Task<OrderView> Explain(OrderView view, Order.Event.Placed terms, CancellationToken ct) => view with { Trace = (await Again(terms, explain: true, ct))?.Trace };
}
