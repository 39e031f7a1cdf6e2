using Commerce.Domain.Carts;

namespace Commerce.Application.Carts;

/// <summary>Where the settings of carts come from.</summary>
public interface ICartPolicy
{
    CartSettings Settings { get; }
}

/// <summary>What a shop decides about its carts.</summary>
/// <param name="Merge">What becomes of a guest's cart at login, unless the request names something else.</param>
public sealed record CartSettings(CartLimits Limits, HoldTime Hold, MergeStrategy Merge);

/// <summary>When stock is set aside for a shopper.</summary>
public enum HoldTime
{
    /// <summary>When the checkout starts. The default: browsing costs nobody a unit.</summary>
    Checkout,

    /// <summary>When a line is added or changed: the shopper sees how long it is kept.</summary>
    AddToCart,
}
