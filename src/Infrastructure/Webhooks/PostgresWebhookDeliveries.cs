using Commerce.Application.Pipeline;
using Commerce.Application.Webhooks;
using Npgsql;

namespace Commerce.Infrastructure.Webhooks;

internal sealed class PostgresWebhookDeliveries(NpgsqlDataSource source) : IWebhookDeliveries
{
    private const string Columns = "d.id, d.event_id, e.type, d.endpoint_id, d.state, e.occurred_at, d.tries, case when d.state = 'Waiting' then d.due_at end, d.last_status, d.problem";

    public async Task<Page<WebhookDeliveryView>> Find(DeliveryState? state, Guid? endpointId, string? cursor, int limit, CancellationToken ct)
    {
        var last = cursor is not null && Cursor.TryRead<DeliveryCursor>(cursor, out var position) ? position : null;
        await using var command = source.CreateCommand($"""
            select {Columns} from webhook_delivery d join outgoing_event e on e.id = d.event_id
            where ($1::text is null or d.state = $1) and ($2::uuid is null or d.endpoint_id = $2) and ($3::uuid is null or d.id < $3) order by d.id desc limit $4
            """);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = state?.ToString() });
        command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = endpointId });
        command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = last?.Id });
        command.Parameters.AddWithValue(limit + 1);
        var found = await Read(command, ct);

        return found.Count > limit ? new(found[..limit], Cursor.Write(new DeliveryCursor(found[limit - 1].Id))) : new(found, null);
    }

    public async Task<WebhookDeliveryView?> Resend(Guid deliveryId, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"""
            update webhook_delivery d set state = 'Waiting', tries = 0, due_at = now() from outgoing_event e where d.id = $1 and e.id = d.event_id returning {Columns}
            """);
        command.Parameters.AddWithValue(deliveryId);
        return await Read(command, ct) is [var resent] ? resent : null;
    }

    private static async Task<List<WebhookDeliveryView>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        var deliveries = new List<WebhookDeliveryView>();
        while (await rows.ReadAsync(ct))
            deliveries.Add(new(
                rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2), rows.GetGuid(3), Enum.Parse<DeliveryState>(rows.GetString(4)), rows.GetFieldValue<DateTimeOffset>(5), rows.GetInt32(6),
                rows.IsDBNull(7) ? null : rows.GetFieldValue<DateTimeOffset>(7), rows.IsDBNull(8) ? null : rows.GetInt32(8), rows.IsDBNull(9) ? null : rows.GetString(9)));

        return deliveries;
    }
}
