using System.Globalization;

namespace Commerce.Domain.Pricing;

/// <summary>Percentages as people read them.</summary>
internal static class Percent
{
    /// <summary>1000 → <c>10 %</c>, 1250 → <c>12.5 %</c>.</summary>
    public static string OfBasisPoints(long basisPoints) => OfPartsPerMillion(basisPoints * 100);

    /// <summary>200000 → <c>20 %</c>, 88750 → <c>8.875 %</c>.</summary>
    public static string OfPartsPerMillion(long partsPerMillion)
    {
        var (whole, rest) = Math.DivRem(partsPerMillion, 10_000);
        var digits = rest == 0 ? "" : "." + rest.ToString("0000", CultureInfo.InvariantCulture).TrimEnd('0');

        return string.Create(CultureInfo.InvariantCulture, $"{whole}{digits} %");
    }
}
