using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>
/// A fingerprint of many keys in no order: equal when every name, content and the fact of expiring is. When a key expires is left out and compared by itself, because clocks of servers differ.
/// </summary>
internal sealed class KeyspaceDigest
{
    private UInt128 sum;

    public long Keys { get; private set; }

    public void Add(RedisKey key, Print print)
    {
        sum += Hash([.. (byte[])key!, 0, .. Encoding.ASCII.GetBytes(print.Content!), print.Expiring ? (byte)1 : (byte)0]);
        Keys++;
    }

    public void Add(KeyspaceDigest others) => (sum, Keys) = (sum + others.sum, Keys + others.Keys);

    /// <summary>Tells names apart at sixteen bytes each.</summary>
    public static UInt128 OfName(RedisKey key) => Hash((byte[])key!);

    public override string ToString() => sum.ToString("x32", CultureInfo.InvariantCulture);

    private static UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
