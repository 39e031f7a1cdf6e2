using Commerce.Application.Webhooks;
using Npgsql;

namespace Commerce.Infrastructure.Webhooks;

internal sealed class PostgresWebhookEndpointList(NpgsqlDataSource source) : IWebhookEndpointList
{
    private byte[]? key;

    public async Task<IReadOnlyList<WebhookEndpointView>> All(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select id, url, types, registered_by, registered_at from webhook_endpoint order by id desc");
        await using var rows = await command.ExecuteReaderAsync(ct);
        var endpoints = new List<WebhookEndpointView>();
        while (await rows.ReadAsync(ct))
            endpoints.Add(new(rows.GetGuid(0), new Uri(rows.GetString(1)), rows.GetFieldValue<string[]>(2), rows.GetString(3), rows.GetFieldValue<DateTimeOffset>(4)));

        return endpoints;
    }

    public async Task<string> SecretOf(Guid endpointId, CancellationToken ct) => WebhookSignature.SecretOf(key ??= await Key(ct), endpointId);

    private async Task<byte[]> Key(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select key from webhook_key");
        return (byte[])(await command.ExecuteScalarAsync(ct))!;
    }
}
