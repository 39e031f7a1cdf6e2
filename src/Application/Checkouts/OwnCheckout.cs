using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Commerce.Application.Carts;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain.Carts;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>A checkout its caller may see, as it was read.</summary>
/// <param name="State"><see cref="Checkout.None"/> while it is about to be started.</param>
/// <param name="ToPrice">The cart it was started with; null when the owner goes on with another one, or when nobody needed it.</param>
internal sealed record OwnCheckout(Guid Id, Checkout State, long Version, CartToPrice? ToPrice)
{
    public Checkout.Known Known => (Checkout.Known)State;

    public Cart? Cart => ToPrice?.Cart;

    public CheckoutView View => CheckoutView.Of(Id, Known, Version, Estimate(Known));

    /// <summary>What to show while nothing is frozen.</summary>
    public PricedCart? Estimate(Checkout.Known checkout, bool explain = false) => checkout.Frozen is null ? Price(checkout.Session.Details, explain) : null;

    /// <summary>The cart as it would be charged with these details.</summary>
    public PricedCart? Price(Details details, bool explain = false) => ToPrice?.Price(details.ShippingAddress, details.ShippingMethod, explain);
}

/// <summary>Whose checkout it is, and whose cart.</summary>
internal static class Ownership
{
    public static CartOwner Cart(this Owner owner) => owner.CartTokenHash is { } hash ? new CartOwner.Session(hash) : new CartOwner.Customer(owner.CustomerId!.Value);

    /// <summary>The customer who started it, or whoever shows the guest's cart token. Staff have endpoints of their own.</summary>
    public static bool Owns(this Caller caller, Owner owner) => owner switch
    {
        { CustomerId: { } id } => caller is Caller.Customer customer && customer.Id == id,
        { CartTokenHash: { } hash } => caller.CartToken is { } shown && Fingerprint.Of(shown) == hash,
        _ => false,
    };

    /// <summary>
    /// With it a guest reads the order. Made of the cart's secret, so that a request that is repeated after a crash gives out the same one; only its hash is kept. Null for customers, who sign in.
    /// </summary>
    public static string? OrderToken(this Caller caller, Guid checkoutId) => caller is Caller.Anonymous { CartToken: { } secret }
        ? Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"order/{checkoutId:N}")))
        : null;
}
