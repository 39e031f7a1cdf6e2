using Commerce.Application.Customers;
using Commerce.Domain.Customers;
using Marten;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Customers;

internal sealed class MartenApiKeys(StreamContext context) : MartenDecider<ApiKey, ApiKey.Event, ApiKey.Command>(context), IApiKeys;

internal sealed class ApiKeyRow : IReadModel<ApiKey>
{
    private const string Insert = """
        insert into api_key (id, digest, prefix, name, scopes, roles, issued_by, issued_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, timestamptz '-infinity'))
        on conflict (id) do nothing
        """;

    private const string Revoke = "update api_key set revoked_at = coalesce(revoked_at, ?) where id = ?";

    public void Write(IDocumentOperations session, Guid id, ApiKey state, long version, DateTimeOffset at)
    {
        if (state is not ApiKey.Known { Grant: var grant })
            return;

        session.QueueSqlCommand(
            Insert, id, grant.Digest, grant.Prefix, grant.Name, grant.Scopes.ToArray(), grant.Roles.ToArray(), grant.IssuedBy, at, (grant.ExpiresAt ?? DateTimeOffset.MinValue).ToUniversalTime());
        if (state is ApiKey.Revoked)
            session.QueueSqlCommand(Revoke, at, id);
    }
}

internal sealed class ApiKeyList(NpgsqlDataSource database) : IApiKeyList
{
    private const string Newest = "select id, name, prefix, scopes, roles, issued_by, issued_at, expires_at, revoked_at from api_key order by id desc";

    public async Task<IReadOnlyList<ApiKeyView>> All(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Newest);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var keys = new List<ApiKeyView>();
        while (await rows.ReadAsync(ct))
            keys.Add(new(
                rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<string[]>(3), rows.GetFieldValue<string[]>(4), rows.GetString(5),
                rows.GetFieldValue<DateTimeOffset>(6), await Instant(rows, 7, ct), await Instant(rows, 8, ct)));

        return keys;
    }

    private static async Task<DateTimeOffset?> Instant(NpgsqlDataReader row, int column, CancellationToken ct) =>
        await row.IsDBNullAsync(column, ct) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
