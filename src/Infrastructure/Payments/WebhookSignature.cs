using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commerce.Application.Payments;
using Commerce.Domain;

namespace Commerce.Infrastructure.Payments;

/// <summary>
/// A header such as <c>Stripe-Signature: t=1767614400,v1=…</c>: HMAC-SHA256 in hex over the second of sending, a dot, and the body. The time is signed, so an old webhook cannot be sent again
/// later. While a secret is being changed there are two: the provider signs with both (<c>v1</c> twice), and we believe both.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>How far the second of sending may be from our clock, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string Of(string secret, DateTimeOffset sentAt, ReadOnlySpan<byte> body)
    {
        var second = sentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={second},v1={Convert.ToHexStringLower(Hash(secret, second, body))}";
    }

    /// <summary>Null when one of the signatures is good for one of the secrets. The time is judged after the signature: a forger learns nothing from it.</summary>
    public static Refusal? Check(IReadOnlyList<string> secrets, string? header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(header))
            return PaymentRefusals.SignatureMissing;

        var parts = header.Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToLookup(part => part[0].Trim(), part => part[1].Trim());
        var second = parts["t"].FirstOrDefault();
        if (second is null || !long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return PaymentRefusals.SignatureInvalid;

        var good = false;
        foreach (var secret in secrets)
        {
            var expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Hash(secret, second, body)));
            good |= parts["v1"].Any(given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected));
        }

        if (!good)
            return PaymentRefusals.SignatureInvalid;

        return Int128.Abs((Int128)now.ToUnixTimeSeconds() - seconds) <= (Int128)Tolerance.TotalSeconds ? null : PaymentRefusals.SignatureStale;
    }

    /// <summary>The value of a header, whatever the case of its name; null when there is none.</summary>
    public static string? In(IReadOnlyDictionary<string, string> headers, string name) => headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static byte[] Hash(string secret, string second, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes($"{second}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
