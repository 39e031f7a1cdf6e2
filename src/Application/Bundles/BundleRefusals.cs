using Commerce.Domain;
using Commerce.Domain.Bundles;

namespace Commerce.Application.Bundles;

/// <summary>Every "no" about a bundle that shoppers hear.</summary>
internal static class BundleRefusals
{
    public static Refusal Unknown => new(RefusalKind.NotFound, "bundle.unknown", "There is no such bundle.");

    public static Refusal SelectionInvalid(IReadOnlyList<BundleViolation> violations) => new(
        RefusalKind.Unprocessable, "bundle.selection_invalid", violations.Count == 1 ? violations[0].Message : $"{violations.Count} things are wrong with what was picked.", ("violations", violations.ToArray()));

    /// <param name="version">Of the definition it is sold by now.</param>
    public static Refusal Changed(int version) => new(RefusalKind.Conflict, "bundle.changed", "This bundle has changed since it was shown.", ("version", version));

    public static Refusal NotSold(string bundle, string currency) =>
        new(RefusalKind.Conflict, "bundle.not_sellable_in_currency", $"This is not sold in {currency}.", ("bundle", bundle), ("currency", currency));
}
