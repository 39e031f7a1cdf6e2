using System.Security.Cryptography;
using System.Text;

namespace Commerce.Domain.Carts;

/// <summary>One line of a cart. Its id is its identity (variant or bundle with its choice, and custom data) spelled out, so equal lines are one line, and adding is repeatable.</summary>
/// <param name="LineId">The variant's id; with custom data followed by a dot and a digest of it. A bundle's code, a tilde and a digest of version, choice and custom data.</param>
/// <param name="VariantId">The variant; the code of a bundle.</param>
/// <param name="Units">At least 1.</param>
/// <param name="Custom">What the shopper asked to be done with it, such as an engraving; null when nothing.</param>
/// <param name="Seen">What the shopper was told of it last; null before it was shown.</param>
public sealed record CartLine(string LineId, string VariantId, int Units, IReadOnlyDictionary<string, string>? Custom = null, SeenOffer? Seen = null)
{
    public const string IdPattern = @"^[A-Za-z0-9_-]{1,64}([.~][A-Za-z0-9_-]{16})?$";
    public const int MostCustom = 20;
    public const int LongestCustomName = 64;
    public const int LongestCustomValue = 500;

    /// <summary>Null for a single variant.</summary>
    public CartBundle? Bundle { get; init; }

    public static CartLine Of(string variantId, IReadOnlyDictionary<string, string>? custom, int units) =>
        custom is not { Count: > 0 }
            ? new(variantId, variantId, units)
            : new($"{variantId}.{Digest(Spell(custom, new()))}", variantId, units, custom);

    public static CartLine Of(CartBundle bundle, IReadOnlyDictionary<string, string>? custom, int units)
    {
        var text = new StringBuilder();
        bundle.Spell(text);
        if (custom is { Count: > 0 })
            Spell(custom, text);

        return new($"{bundle.Code}~{Digest(text)}", bundle.Code, units, custom is { Count: > 0 } ? custom : null) { Bundle = bundle };
    }

    /// <summary>Names in ordinal order, each text with its length in front, so that no two different contents are written alike.</summary>
    private static StringBuilder Spell(IReadOnlyDictionary<string, string> custom, StringBuilder text)
    {
        foreach (var (name, value) in custom.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            text.Append(name.Length).Append(':').Append(name).Append(value.Length).Append(':').Append(value);

        return text;
    }

    private static string Digest(StringBuilder text) => System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 12));
}

/// <summary>A line as the shopper saw it last. Tells a price that changed since, and names a product that is gone.</summary>
/// <param name="UnitPrice">Minor units of <paramref name="Currency"/>.</param>
/// <param name="Units">How many it was the price for; 0 when nobody wrote it down.</param>
public sealed record SeenOffer(string Title, long UnitPrice, string Currency, int Units = 0);

/// <summary>A line that a merge made smaller than the two carts together asked for.</summary>
/// <param name="Units">What is left; 0 when the line did not fit at all.</param>
public sealed record ClampedLine(string LineId, int Wanted, int Units);
