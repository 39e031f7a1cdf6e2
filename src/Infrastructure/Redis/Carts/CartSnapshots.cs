using System.Collections.Concurrent;
using System.Text;
using Commerce.Application.Carts;
using Commerce.Application.Pipeline;
using Npgsql;

namespace Commerce.Infrastructure.Redis.Carts;

/// <summary>
/// The carts' second home: the newest state of each cart that changed is kept here until the next flush writes all of them with one statement.
/// Tokens are stored as fingerprints, as a secret is.
/// </summary>
internal sealed class CartSnapshots(NpgsqlDataSource source, Ttl ttl)
{
    private readonly ConcurrentDictionary<string, (long Version, ReadOnlyMemory<byte> Document)> dirty = new(StringComparer.Ordinal);

    /// <summary>Notes a state that Redis has; of several the newest is kept. Waits for nothing.</summary>
    public void Changed(CartOwner owner, long version, ReadOnlyMemory<byte> document) =>
        dirty.AddOrUpdate(
            Name(owner),
            static (_, state) => state,
            static (_, known, state) => state.Version >= known.Version ? state : known,
            (Version: version, Document: document));

    /// <summary>The last known state of a cart that Redis does not have; null when there is none, or when it is older than a cart lives.</summary>
    public async Task<(byte[] Document, long Version)?> Find(CartOwner owner, CancellationToken ct)
    {
        var name = Name(owner);
        if (dirty.TryGetValue(name, out var waiting))
            return (waiting.Document.ToArray(), waiting.Version);

        await using var command = source.CreateCommand("select document::text, version from cart_snapshot where owner = $1 and touched_at > now() - $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = ttl.Cart });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? (Encoding.UTF8.GetBytes(rows.GetString(0)), rows.GetInt64(1)) : null;
    }

    /// <summary>Writes what has changed since the last flush; what cannot be written stays for the next.</summary>
    public async Task Flush(CancellationToken ct)
    {
        if (dirty.IsEmpty)
            return;

        // In order of the names: two nodes that flush at once wait for each other but never cross.
        var taken = dirty.ToArray();
        Array.Sort(taken, (left, right) => string.CompareOrdinal(left.Key, right.Key));
        await using var command = source.CreateCommand("""
            insert into cart_snapshot as s (owner, version, document)
            select o, v, d::jsonb from unnest($1, $2, $3) w (o, v, d)
            on conflict (owner) do update set version = excluded.version, document = excluded.document, touched_at = now()
            where s.version <= excluded.version or s.touched_at <= now() - $4
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. taken.Select(entry => entry.Key)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. taken.Select(entry => entry.Value.Version)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. taken.Select(entry => Encoding.UTF8.GetString(entry.Value.Document.Span))] });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = ttl.Cart });
        await command.ExecuteNonQueryAsync(ct);

        // One that changed again meanwhile is not equal any more and stays.
        foreach (var entry in taken)
            dirty.TryRemove(entry);
    }

    /// <summary>Removes the snapshots of carts that have expired.</summary>
    public async Task Prune(CancellationToken ct)
    {
        await using var command = source.CreateCommand("delete from cart_snapshot where touched_at <= now() - $1");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = ttl.Cart });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Name(CartOwner owner) => owner switch
    {
        CartOwner.Session session => $"session:{session.TokenHash}",
        CartOwner.Customer customer => $"customer:{customer.Id:N}",
        _ => throw new ArgumentOutOfRangeException(nameof(owner), owner, "No such owner."),
    };
}
