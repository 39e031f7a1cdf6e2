using System.Diagnostics;
using Commerce.Application.Payments;
using Commerce.Domain;
using Npgsql;

namespace Commerce.Infrastructure.Payments.Events;

internal sealed class PostgresPaymentEvents(NpgsqlDataSource source) : IPaymentEvents
{
    public async Task<bool> Store(ProviderEvent heard, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var (kind, reference, amount, detail) = Parts(heard.Outcome);
        await using var command = source.CreateCommand("""
            insert into payment_event (provider, event_id, attempt_id, kind, reference, amount, currency, detail, occurred_at, body) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (provider, event_id) do update set deliveries = payment_event.deliveries + 1 returning settled_at is null
            """);
        command.Parameters.AddWithValue(heard.Provider);
        command.Parameters.AddWithValue(heard.EventId);
        command.Parameters.AddWithValue(heard.AttemptId);
        command.Parameters.AddWithValue(kind);
        command.Parameters.AddWithValue(reference);
        command.Parameters.Add(new NpgsqlParameter<long?> { TypedValue = amount?.Amount });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = amount?.Currency });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = detail });
        command.Parameters.AddWithValue(heard.OccurredAt.ToUniversalTime());
        command.Parameters.AddWithValue(body);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task Note(ProviderEvent heard, string problem, CancellationToken ct)
    {
        await using var command = source.CreateCommand("update payment_event set problem = left($3, 300) where provider = $1 and event_id = $2 and settled_at is null");
        command.Parameters.AddWithValue(heard.Provider);
        command.Parameters.AddWithValue(heard.EventId);
        command.Parameters.AddWithValue(problem);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task Settle(ProviderEvent heard, CancellationToken ct)
    {
        await using var command = source.CreateCommand("update payment_event set settled_at = now() where provider = $1 and event_id = $2 and settled_at is null");
        command.Parameters.AddWithValue(heard.Provider);
        command.Parameters.AddWithValue(heard.EventId);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<IReadOnlyList<ProviderEvent>> Take(int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            update payment_event set tries = tries + 1, due_at = now() + least(power(2, least(tries, 12)), 3600) * interval '1 second'
            where (provider, event_id) in (select provider, event_id from payment_event where settled_at is null and due_at <= now() and received_at > now() - interval '3 days'
                order by due_at limit $1 for update skip locked)
            returning provider, event_id, attempt_id, kind, reference, amount, currency, detail, occurred_at
            """);
        command.Parameters.AddWithValue(limit);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var due = new List<ProviderEvent>();
        while (await rows.ReadAsync(ct))
            due.Add(new(rows.GetString(0), rows.GetString(1), rows.GetGuid(2), Outcome(rows), rows.GetFieldValue<DateTimeOffset>(8)));

        return due;
    }

    private static (string Kind, string Reference, Money? Amount, string? Detail) Parts(GatewayAnswer outcome) => outcome switch
    {
        GatewayAnswer.Authorised o => ("authorised", o.Reference, o.Amount, null),
        GatewayAnswer.Captured o => ("captured", o.Reference, o.Amount, null),
        GatewayAnswer.Declined o => ("declined", o.Reference, null, o.Reason),
        GatewayAnswer.Voided o => ("voided", o.Reference, null, null),
        GatewayAnswer.Refunded o => ("refunded", o.Reference, o.Amount, o.Key),
        GatewayAnswer.Pending o => ("pending", o.Reference, null, null),
        GatewayAnswer.ActionRequired o => ("action_required", o.Reference, null, o.Challenge.ToString()),
        _ => throw new UnreachableException($"A provider does not report {outcome.GetType().Name}."),
    };

    private static GatewayAnswer Outcome(NpgsqlDataReader row)
    {
        var reference = row.GetString(4);
        Money Amount() => new(row.GetInt64(5), row.GetString(6));
        var detail = row.IsDBNull(7) ? null : row.GetString(7);

        return row.GetString(3) switch
        {
            "authorised" => new GatewayAnswer.Authorised(reference, Amount()),
            "captured" => new GatewayAnswer.Captured(reference, Amount()),
            "declined" => new GatewayAnswer.Declined(reference, detail!),
            "voided" => new GatewayAnswer.Voided(reference),
            "refunded" => new GatewayAnswer.Refunded(reference, Amount(), detail),
            "pending" => new GatewayAnswer.Pending(reference),
            "action_required" => new GatewayAnswer.ActionRequired(reference, new Uri(detail!)),
            var kind => throw new UnreachableException($"'{kind}' was never stored."),
        };
    }
}
