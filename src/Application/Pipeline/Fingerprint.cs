using System.Security.Cryptography;
using System.Text;

namespace Commerce.Application.Pipeline;

/// <summary>SHA-256 in lower-case hex: how secrets and long keys are compared and stored without being kept.</summary>
public static class Fingerprint
{
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
