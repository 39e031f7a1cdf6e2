using System.Buffers;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis;

/// <summary>
/// The whole keyspace, one file per store. Nothing else in the solution spells a key.
/// A deployment's prefix (<c>Redis:KeyPrefix</c>) is put in front by the connection, not here. Braces are real: they are the cluster hash tag, so that keys one script touches live on one shard.
/// </summary>
internal static partial class Keys
{
    /// <summary>An id that is not of the allowed form is refused, never stripped: stripping maps two ids onto one key.</summary>
    /// <exception cref="ArgumentException">The id does not match <c>^[A-Za-z0-9_-]{1,64}$</c>.</exception>
    private static string Id(string id) =>
        id.Length is > 0 and <= 64 && !id.AsSpan().ContainsAnyExcept(Allowed) ? id : throw new ArgumentException($"'{id}' cannot be part of a Redis key: 1 to 64 letters, digits, '_' and '-' only.", nameof(id));

    private static string Id(Guid id) => id.ToString("N");

    /// <summary>No regular expression: a cart of ten lines builds some fifty keys.</summary>
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    internal static class Idempotency
    {
        /// <summary>string: <c>running:</c> and the request that runs, or the stored answer. Lifetime: <see cref="Ttl.Idempotency"/>, while running <see cref="Ttl.IdempotencyLease"/>.</summary>
        public static RedisKey Record(string id) => $"idempotency:{{{Id(id)}}}";
    }
}
