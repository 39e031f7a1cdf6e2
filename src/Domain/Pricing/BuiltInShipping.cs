namespace Commerce.Domain.Pricing;

/// <summary>The ways of sending that a new shop can live with until it defines its own.</summary>
public static class BuiltInShipping
{
    public static IReadOnlyList<ShippingTable> Tables { get; } =
    [
        Everywhere("standard", "Standard, 3 to 5 days", 1, ("EUR", 490, 5000), ("USD", 590, 6000), ("JPY", 800, 8000)),
        Everywhere("express", "Express, next working day", 2, ("EUR", 1490, null), ("USD", 1690, null), ("JPY", 2400, null)),
        Everywhere("pickup", "Collect in the shop", 3, ("EUR", 0, null), ("USD", 0, null), ("JPY", 0, null)),
    ];

    private static ShippingTable Everywhere(string code, string label, int position, params (string Currency, long Amount, long? FreeFrom)[] rates) =>
        new(code, label, position, [new([], [.. rates.Select(rate => new ShippingRate(rate.Currency, ShippingBasis.Weight, [new(0, rate.Amount)], rate.FreeFrom))])]);
}
