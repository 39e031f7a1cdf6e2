using Npgsql;

namespace Commerce.Infrastructure.Webhooks;

/// <summary>The queue of deliveries in PostgreSQL. Taking one puts it off, so that two nodes never send the same one at once and one whose node dies is sent again.</summary>
internal sealed class DueDeliveries(NpgsqlDataSource source, WebhookSettings settings)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Endpoints for which something is due.</summary>
    public async Task<IReadOnlyList<(Guid Id, Uri Url)>> Endpoints(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "select id, url from webhook_endpoint e where exists (select from webhook_delivery d where d.endpoint_id = e.id and d.state = 'Waiting' and d.due_at <= now())");
        await using var rows = await command.ExecuteReaderAsync(ct);
        var endpoints = new List<(Guid, Uri)>();
        while (await rows.ReadAsync(ct))
            endpoints.Add((rows.GetGuid(0), new Uri(rows.GetString(1))));

        return endpoints;
    }

    public async Task<IReadOnlyList<DueDelivery>> Take(Guid endpointId, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            with due as (select id from webhook_delivery where endpoint_id = $1 and state = 'Waiting' and due_at <= now() order by due_at limit $2 for update skip locked)
            update webhook_delivery d set tries = tries + 1, due_at = now() + $3 from due, outgoing_event e where d.id = due.id and e.id = d.event_id returning d.id, e.id, e.body, d.tries
            """);
        command.Parameters.AddWithValue(endpointId);
        command.Parameters.AddWithValue(limit);
        command.Parameters.AddWithValue(settings.TimeOut * 2);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var due = new List<DueDelivery>();
        while (await rows.ReadAsync(ct))
            due.Add(new(rows.GetGuid(0), rows.GetGuid(1), System.Text.Encoding.UTF8.GetBytes(rows.GetString(2)), rows.GetInt32(3)));

        return due;
    }

    /// <returns>The state it is in now: <c>Delivered</c>, <c>Waiting</c> or <c>Dead</c>.</returns>
    public async Task<string> Settle(DueDelivery delivery, int? status, string? problem, CancellationToken ct)
    {
        var state = problem is null ? "Delivered" : delivery.Tries >= settings.Tries ? "Dead" : "Waiting";
        var pause = TimeSpan.FromSeconds(Math.Min(settings.RetryAfter.TotalSeconds * Math.Pow(2, Math.Min(delivery.Tries - 1, 30)), LongestPause.TotalSeconds));
        await using var command = source.CreateCommand("update webhook_delivery set state = $2, due_at = now() + $3, last_status = $4, problem = left($5, 300) where id = $1 and tries = $6");
        command.Parameters.AddWithValue(delivery.Id);
        command.Parameters.AddWithValue(state);
        command.Parameters.AddWithValue(pause);
        command.Parameters.Add(new NpgsqlParameter<int?> { TypedValue = status });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = problem });
        command.Parameters.AddWithValue(delivery.Tries);
        await command.ExecuteNonQueryAsync(ct);
        return state;
    }

    public async Task Prune(CancellationToken ct)
    {
        await using var command = source.CreateCommand("delete from outgoing_event where occurred_at < now() - $1");
        command.Parameters.AddWithValue(Kept);
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <param name="Tries">This one included.</param>
internal sealed record DueDelivery(Guid Id, Guid EventId, byte[] Body, int Tries);
