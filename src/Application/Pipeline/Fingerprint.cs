using System.Security.Cryptography;
using System.Text;

namespace Commerce.Application.Pipeline;

/// <summary>SHA-256: how secrets and long keys are compared and stored without being kept.</summary>
public static class Fingerprint
{
    /// <summary>In lower-case hex.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The same id for the same text. RFC 9562 version 8, so that it can never equal a random or time-ordered one.</summary>
    public static Guid Id(string text)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes[..16], bigEndian: true);
    }
}
