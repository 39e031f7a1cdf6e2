using System.Buffers.Text;
using System.Security.Cryptography;
using Commerce.Application.Pipeline;

namespace Commerce.Application.Customers;

/// <summary>A new key: a recognisable head and 32 random bytes.</summary>
internal sealed record ApiKeySecret(string Key, string Prefix)
{
    /// <summary>So that people and secret scanners know one when they see one.</summary>
    private const string Mark = "ck_";

    private const int Shown = 8;

    public string Digest => Fingerprint.Of(Key);

    public static ApiKeySecret New()
    {
        var random = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new(Mark + random, string.Concat(Mark, random.AsSpan(0, Shown)));
    }
}
