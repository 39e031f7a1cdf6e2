namespace Commerce.Domain.Checkouts;

/// <summary>A row of the flat rate table: one way of sending, at one price per currency whatever is sent.</summary>
/// <param name="Code">Stable; checkouts and orders keep it.</param>
/// <param name="Label">What the shopper reads.</param>
/// <param name="Prices">Currency → minor units. A currency that is missing is one this method is not offered in.</param>
/// <param name="FreeFrom">Currency → the subtotal, in minor units, from which it costs nothing. A missing currency never does.</param>
public sealed record ShippingMethod(string Code, string Label, IReadOnlyDictionary<string, long> Prices, IReadOnlyDictionary<string, long> FreeFrom)
{
    /// <summary>What it costs for goods of this worth; null when it is not offered in the currency.</summary>
    public Money? For(Money subtotal)
    {
        if (!Prices.TryGetValue(subtotal.Currency, out var price))
            return null;

        return FreeFrom.TryGetValue(subtotal.Currency, out var threshold) && subtotal.Amount >= threshold ? Money.Zero(subtotal.Currency) : new Money(price, subtotal.Currency);
    }
}
