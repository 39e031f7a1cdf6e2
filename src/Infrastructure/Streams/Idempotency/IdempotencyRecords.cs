using Commerce.Application.Pipeline;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Idempotency;

/// <summary>The stored answers: where every copy of them comes from.</summary>
internal sealed class IdempotencyRecords
{
    private readonly NpgsqlDataSource source;
    private readonly Gathered<string, IdempotencyRecord?> reads;

    public IdempotencyRecords(HotConnections hot) => (source, reads) = (hot.Source, new(Read));

    public Task<IdempotencyRecord?> Find(string id, CancellationToken ct) => reads.Ask(id, ct);

    /// <summary>Stores one by itself.</summary>
    /// <param name="isKnown">See <see cref="IdempotencyRows.Storing"/>.</param>
    public async Task Store(IdempotencyRecord record, bool isKnown, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { IdempotencyRows.Storing(isKnown).Command([IdempotencyRows.Of(record)]) } };
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Forgets those whose day was over at <paramref name="now"/>.</summary>
    public async Task Forget(DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source.CreateCommand("delete from idempotency_record where expires_at < $1");
        command.Parameters.AddWithValue(now.ToUniversalTime());
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<IReadOnlyList<IdempotencyRecord?>> Read(IReadOnlyList<string> ids)
    {
        var found = new Dictionary<string, IdempotencyRecord>(ids.Count, StringComparer.Ordinal);
        await using var command = source.CreateCommand("select id, digest, answer, refused, expires_at, open_until from idempotency_record where id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids] });
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            found[rows.GetString(0)] = new(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetBoolean(3), rows.GetFieldValue<DateTimeOffset>(4), rows.IsDBNull(5) ? null : rows.GetFieldValue<DateTimeOffset>(5));

        return [.. ids.Select(found.GetValueOrDefault)];
    }
}
