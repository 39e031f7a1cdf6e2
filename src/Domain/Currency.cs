using System.Collections.Frozen;

namespace Commerce.Domain;

/// <summary>
/// The currencies of ISO 4217 and their exponents: how many decimal digits the minor unit stands for (EUR 2, JPY 0, KWD 3).
/// Funds codes, metals and test codes are left out: nobody pays with them.
/// </summary>
public static class Currency
{
    private const string NoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";

    private const string TwoDigits =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK " +
        "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
        "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP " +
        "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH " +
        "USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private const string ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, int> Exponents = new[] { (NoDigits, 0), (TwoDigits, 2), (ThreeDigits, 3) }
        .SelectMany(group => group.Item1.Split(' '), (group, code) => KeyValuePair.Create(code, group.Item2))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every known code, upper-case.</summary>
    public static IReadOnlyList<string> Codes => Exponents.Keys;

    /// <summary>True for an upper-case ISO 4217 code. Null is not a currency.</summary>
    public static bool IsKnown(string? code) => code is not null && Exponents.ContainsKey(code);

    /// <summary>Digits after the decimal point. Asking for an unknown currency is a bug of the caller.</summary>
    public static int Exponent(string code) =>
        Exponents.TryGetValue(code, out var exponent) ? exponent : throw new ArgumentException($"'{code}' is not an ISO 4217 currency.", nameof(code));
}
