using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>A checkout on its way to rest: where it is, and what its shopper is to be told in the end.</summary>
internal sealed class Progress(Guid id, Checkout state, long version)
{
    public Guid Id => id;

    public Checkout.Known State { get; private set; } = (Checkout.Known)state;

    public long Version { get; private set; } = version;

    /// <summary>Why there will be no order, once the claim was refused: told instead of the checkout.</summary>
    public Refusal? SoldOut { get; set; }

    /// <summary>The order was placed on this way, which ended the holds; whoever finds it placed ends them again.</summary>
    public bool HasClaimed { get; set; }

    /// <summary>What is written now is not yet what was asked for.</summary>
    public bool IsUndecided { get; set; }

    /// <summary>What an unfrozen checkout shows as its totals.</summary>
    public Func<Checkout.Known, PricedCart?> Estimate { get; init; } = _ => null;

    public string? OrderToken { get; init; }

    /// <summary>Goes on by itself: nobody has to be waited for.</summary>
    public bool MovesOn => Moves(State);

    public CheckoutView View => CheckoutView.Of(id, State, Version, Estimate(State), OrderToken);

    public static bool Moves(Checkout state) => state is Checkout.PaymentConfirmed or Checkout.LatePayment or Checkout.OrderCreated or Checkout.RefundPending;

    public CheckoutView At(Checkout state, long version)
    {
        (State, Version) = ((Checkout.Known)state, version);
        return View;
    }
}
