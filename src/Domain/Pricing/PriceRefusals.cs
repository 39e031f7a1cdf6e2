namespace Commerce.Domain.Pricing;

/// <summary>Every "no" about the prices of lists.</summary>
public static class PriceRefusals
{
    public static Refusal VariantUnknown => new(RefusalKind.NotFound, "price.variant_unknown", "There is no such variant.");

    /// <param name="faults">The first of them.</param>
    public static Refusal NotImported(int rows, int count, IReadOnlyList<ImportFault> faults) =>
        new(RefusalKind.Unprocessable, "price.not_imported", $"{count} of {rows} rows are wrong, so none was taken over.", ("rows", rows), ("count", count), ("faults", faults.ToArray()));
}

/// <summary>What is wrong with a row of an import.</summary>
/// <param name="Row">The line of the file, from 1, a heading counted.</param>
/// <param name="Code"><c>unreadable</c>, <c>unknown_variant</c>, <c>tiers</c>, <c>duplicate</c> or <c>too_many</c>.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record ImportFault(int Row, string Code, string Message);
