using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commerce.Domain.Pricing;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>One price as it is stored and travels.</summary>
/// <param name="List">A price list's code; empty for the product's own price.</param>
/// <param name="Tiers"><c>from:amount</c>, several joined by commas, ascending; null: there is no price any more.</param>
internal readonly record struct PriceEntry(string VariantId, string List, string Currency, string? Tiers)
{
    /// <summary>The hash the digest of all prices adds up; nothing for no price. PostgreSQL computes the same.</summary>
    public PriceSum Sum
    {
        get
        {
            if (Tiers is null)
                return default;

            Span<byte> hash = stackalloc byte[32];
            SHA256.HashData(Encoding.UTF8.GetBytes($"{VariantId}|{List}|{Currency}|{Tiers}"), hash);
            return new(BinaryPrimitives.ReadInt64BigEndian(hash), BinaryPrimitives.ReadInt64BigEndian(hash[8..]));
        }
    }

    public static string Text(IEnumerable<PriceTier> tiers) => string.Join(',', tiers.Select(tier => string.Create(CultureInfo.InvariantCulture, $"{tier.From}:{tier.Amount}")));

    public static PriceTier[] Parse(string tiers) => [.. tiers.Split(',').Select(Tier)];

    private static PriceTier Tier(string tier)
    {
        var colon = tier.IndexOf(':', StringComparison.Ordinal);
        return new(int.Parse(tier.AsSpan(0, colon), CultureInfo.InvariantCulture), long.Parse(tier.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }
}

/// <summary>
/// A sum of hashes, modulo 2^64 in each half. It does not care for the order of what was added and can be kept up by difference, so that who applied changes knows whether it has
/// what the publisher had.
/// </summary>
internal readonly record struct PriceSum(long High, long Low)
{
    public static PriceSum operator +(PriceSum left, PriceSum right) => new(unchecked(left.High + right.High), unchecked(left.Low + right.Low));

    public static PriceSum operator -(PriceSum left, PriceSum right) => new(unchecked(left.High - right.High), unchecked(left.Low - right.Low));

    /// <summary>Of the rules and the prices together, as PostgreSQL makes it.</summary>
    public byte[] Digest(ReadOnlySpan<byte> rulesHash)
    {
        Span<byte> bytes = stackalloc byte[48];
        rulesHash.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[32..], High);
        BinaryPrimitives.WriteInt64BigEndian(bytes[40..], Low);
        return SHA256.HashData(bytes);
    }
}
