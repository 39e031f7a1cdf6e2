using System.Text;
using System.Threading.RateLimiting;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Payments.Events;

internal sealed partial class PostgresPaymentEventLog(NpgsqlDataSource source, ILogger<PostgresPaymentEventLog> log) : IPaymentEventLog, IDisposable
{
    private const int LongestSpecimen = 2_048;

    /// <summary>Ten a second: a flood shall not keep the database busy either.</summary>
    private readonly TokenBucketRateLimiter specimens = new(new() { TokenLimit = 10, TokensPerPeriod = 10, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 });

    public async Task<Page<PaymentEventView>> Find(PaymentEventFilter filter, string? cursor, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand();
        var conditions = new List<string> { "true" };

        void Where<T>(string condition, T? value)
        {
            if (value is null)
                return;

            command.Parameters.Add(new NpgsqlParameter { Value = value });
            conditions.Add(condition.Replace("?", $"${command.Parameters.Count}", StringComparison.Ordinal));
        }

        Where("state = ?", filter.State?.ToString());
        Where("provider = ?", filter.Provider);
        Where("attempt_id = ?", filter.AttemptId);
        Where("checkout_id = ?", filter.CheckoutId);
        if (cursor is not null && Cursor.TryRead<PaymentEventCursor>(cursor, out var last))
        {
            Where("received_at <= ?", last?.ReceivedAt.ToUniversalTime());
            Where($"(received_at, id) < (${command.Parameters.Count}, ?)", last?.Id);
        }

        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit + 1 });
        command.CommandText = $"""
            select id, state, provider, event_id, attempt_id, checkout_id, kind, reference, amount, currency, detail, problem, excerpt, occurred_at, received_at, settled_at, deliveries, tries
            from payment_event_log where {string.Join(" and ", conditions)} order by received_at desc, id desc limit ${command.Parameters.Count}
            """;

        var events = new List<PaymentEventView>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            events.Add(View(rows));

        return events.Count > limit ? new(events[..limit], Cursor.Write(new PaymentEventCursor(events[limit - 1].ReceivedAt, events[limit - 1].Id))) : new(events, null);
    }

    public async Task KeepRefused(string provider, string code, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        using var lease = specimens.AttemptAcquire();
        if (!lease.IsAcquired)
            return;

        try
        {
            await using var command = source.CreateCommand("""
                insert into payment_event_refused (slot, id, provider, code, body) values (nextval('payment_event_refused_slot'), $1, $2, $3, $4)
                on conflict (slot) do update set id = excluded.id, provider = excluded.provider, code = excluded.code, body = excluded.body, received_at = now()
                """);
            command.Parameters.AddWithValue(Guid.CreateVersion7());
            command.Parameters.AddWithValue(provider);
            command.Parameters.AddWithValue(code);
            command.Parameters.AddWithValue(body[..Math.Min(body.Length, LongestSpecimen)]);
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NotKept(log, fault);
        }
    }

    public void Dispose() => specimens.Dispose();

    private static PaymentEventView View(NpgsqlDataReader row)
    {
        T? Maybe<T>(int column) where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        return new(
            row.GetString(0), Enum.Parse<PaymentEventState>(row.GetString(1)), row.GetString(2), Text(3), Maybe<Guid>(4), Maybe<Guid>(5), Text(6), Text(7),
            Maybe<long>(8) is { } amount ? new(amount, row.GetString(9)) : null, Text(10), Text(11), row.IsDBNull(12) ? null : Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(12)),
            Maybe<DateTimeOffset>(13), row.GetFieldValue<DateTimeOffset>(14), Maybe<DateTimeOffset>(15), row.GetInt32(16), row.GetInt32(17));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A refused webhook could not be kept for operators to see; it was refused all the same.")]
    private static partial void NotKept(ILogger log, Exception fault);
}
