namespace Commerce.Domain.Discounts;

/// <summary>ISO 4217 → minor units, for a few currencies: a scan of three letters each is quicker than a hash.</summary>
internal readonly struct CurrencyAmounts(IReadOnlyDictionary<string, long>? amounts)
{
    private readonly KeyValuePair<string, long>[]? pairs = amounts is null ? null : [.. amounts];

    /// <summary>Whether any currency is spoken of.</summary>
    public bool IsGiven => pairs is not null;

    public bool TryGet(string currency, out long amount)
    {
        foreach (ref readonly var pair in pairs.AsSpan())
            if (pair.Key == currency)
            {
                amount = pair.Value;
                return true;
            }

        amount = 0;
        return false;
    }
}
