namespace Commerce.Application.Carts;

/// <summary>What signing in does with the cart a shopper filled before.</summary>
public interface IGuestCarts
{
    /// <summary>
    /// Takes the cart of a token over into the customer's, by the shop's strategy. Never fails and never holds a login up: what cannot be done now stays where it is,
    /// and is done when the token is shown again.
    /// </summary>
    /// <returns>False when it was not done.</returns>
    Task<bool> TakeOver(Guid customerId, string token, CancellationToken ct);
}
