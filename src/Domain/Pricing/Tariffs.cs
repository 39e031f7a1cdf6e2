namespace Commerce.Domain.Pricing;

/// <summary>
/// What taxes and sends a basket in place of the ruleset's own tables, as a tax provider or a carrier told it for the destination. Part of the basket, so that a frozen quote can be made again without asking anyone.
/// </summary>
/// <param name="Tax">Null: no tax is due.</param>
/// <param name="Shipping">All ways of sending, in the order they are offered.</param>
public sealed record Tariffs(TaxZone? Tax, IReadOnlyList<ShippingTable> Shipping)
{
    /// <summary>Null for a method that is not among them.</summary>
    public ShippingTable? Method(string code)
    {
        foreach (var table in Shipping)
            if (table.Code == code)
                return table;

        return null;
    }
}
