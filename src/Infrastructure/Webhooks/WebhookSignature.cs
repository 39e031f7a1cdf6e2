using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commerce.Infrastructure.Webhooks;

/// <summary>
/// The headers of the Standard Webhooks specification: <c>webhook-id</c>, <c>webhook-timestamp</c>, and <c>webhook-signature: v1,…</c>, the base64 of the HMAC-SHA256 over id, dot,
/// second of sending, dot, and the body's bytes.
/// </summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    public static string SecretOf(byte[] key, Guid endpointId) => $"{Prefix}{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"webhook/{endpointId:N}")))}";

    public static string Of(string secret, Guid eventId, long second, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret[Prefix.Length..]));
        hmac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{eventId}.{second}.")));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }
}
