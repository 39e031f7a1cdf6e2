using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Commerce.Application.Discounts;
using Commerce.Application.Pipeline;
using Marten;
using Marten.Services;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Discounts;

internal sealed class PostgresCouponBatches(StreamContext context, NpgsqlDataSource source) : ICouponBatches
{
    /// <summary>Without what people take for one another: 0 and O, 1 and I.</summary>
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Sixty bits: a billion tries a second would find one of a hundred thousand codes once in hours, and nobody gets a hundred tries a minute.</summary>
    private const int Length = 12;

    private const int Portion = 10_000;

    private const string Columns = "id, discount, prefix, size, uses, made_by, made_at, archived_at";

    private const string Insert = "insert into coupon (code, batch) select unnest($1), $2 on conflict do nothing";

    private const string Codes = "select c.code, coalesce(t.used, 0) from coupon c left join discount_tally t on t.key = 'coupon/' || c.code where c.batch = $1";

    public async Task<CouponBatchView> Generate(CouponBatch batch, IReadOnlySet<string> taken, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var id = Guid.CreateVersion7(context.Clock.GetUtcNow());
        var made = await Batch(
            Command(connection, $"insert into coupon_batch (id, discount, prefix, size, uses, made_by) values ($1, $2, $3, $4, $5, $6) returning {Columns}", id, batch.Discount, batch.Prefix, batch.Size, batch.Uses, batch.By), ct);

        // A code that is there already is as if it had not been drawn.
        for (var missing = batch.Size; missing > 0;)
            missing -= await Command(connection, Insert, Draw(batch.Prefix, Math.Min(missing, Portion), taken), id).ExecuteNonQueryAsync(ct);

        await using var session = context.Store.LightweightSession(SessionOptions.ForTransaction(transaction));
        await context.SaveWith(session, made!, ct);
        await transaction.CommitAsync(ct);
        context.Call.Stored();
        return made!;
    }

    public async Task<CouponBatchView?> Archive(Guid batchId, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await Batch(Command(connection, $"update coupon_batch set archived_at = coalesce(archived_at, now()) where id = $1 returning {Columns}", batchId), ct);
    }

    public async Task<Page<CouponBatchView>> List(string? discount, Guid? before, int limit, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = Command(
            connection, $"select {Columns} from coupon_batch where ($1::text is null or discount = $1) and ($2::uuid is null or id < $2) order by id desc limit $3", discount, before, limit + 1);
        var found = new List<CouponBatchView>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(Batch(rows));

        return found.Count > limit ? new(found[..limit], Cursor.Write(found[limit - 1].BatchId)) : new(found, null);
    }

    public async Task<Page<CouponUse>?> Coupons(Guid batchId, string? after, int limit, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        if (!await IsThere(connection, batchId, ct))
            return null;

        await using var command = Command(connection, $"{Codes} and ($2::text is null or c.code > $2) order by c.code limit $3", batchId, after, limit + 1);
        var found = new List<CouponUse>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(new(rows.GetString(0), rows.GetInt64(1)));

        return found.Count > limit ? new(found[..limit], Cursor.Write(found[limit - 1].Code)) : new(found, null);
    }

    public async Task<IAsyncEnumerable<CouponUse>?> Export(Guid batchId, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await IsThere(connection, batchId, ct) ? All(batchId, ct) : null;
    }

    public async Task<IReadOnlySet<string>> Among(IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (codes.Count == 0)
            return found;

        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = Command(connection, "select code from coupon where code = any ($1)", (object)codes.ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(rows.GetString(0));

        return found;
    }

    private async IAsyncEnumerable<CouponUse> All(Guid batchId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = Command(connection, $"{Codes} order by c.code", batchId);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            yield return new(rows.GetString(0), rows.GetInt64(1));
    }

    private static async Task<bool> IsThere(NpgsqlConnection connection, Guid batchId, CancellationToken ct) =>
        await Command(connection, "select 1 from coupon_batch where id = $1", batchId).ExecuteScalarAsync(ct) is not null;

    private static string[] Draw(string prefix, int size, IReadOnlySet<string> taken)
    {
        var codes = new HashSet<string>(size, StringComparer.Ordinal);
        while (codes.Count < size)
            if (RandomNumberGenerator.GetString(Letters, Length) is var drawn && (prefix.Length == 0 ? drawn : $"{prefix}-{drawn}") is var code && !taken.Contains(code))
                codes.Add(code);

        return [.. codes];
    }

    private static async Task<CouponBatchView?> Batch(NpgsqlCommand command, CancellationToken ct)
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? Batch(rows) : null;
    }

    private static CouponBatchView Batch(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.IsDBNull(4) ? null : row.GetInt32(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7));

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });

        return command;
    }
}
