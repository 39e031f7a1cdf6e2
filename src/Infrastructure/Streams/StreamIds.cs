using System.Security.Cryptography;
using System.Text;

namespace Commerce.Infrastructure.Streams;

/// <summary>Stream ids of things that are not named by a Guid: always the same one for the same name.</summary>
internal static class StreamIds
{
    /// <summary>The stock of a variant.</summary>
    public static Guid Stock(string variantId) => Of("stock", variantId);

    /// <summary>RFC 9562 version 8 (SHA-256), so that it can never equal a random or time-ordered one.</summary>
    public static Guid Of(string kind, string name)
    {
        Span<byte> bytes = stackalloc byte[16];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{name}")).AsSpan(0, 16).CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
