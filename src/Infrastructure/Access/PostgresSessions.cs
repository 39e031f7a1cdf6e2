using System.Buffers.Text;
using System.Security.Cryptography;
using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using Npgsql;

namespace Commerce.Infrastructure.Access;

/// <summary>Sessions and their refresh tokens. The clock is the database's.</summary>
internal sealed class PostgresSessions(NpgsqlDataSource database) : ISessions
{
    private const string Start = "insert into session (id, customer_id, ends_at) values (@session, @customer, now() + @longest)";

    private const string Add = """
        insert into refresh_token (digest, session_id, expires_at)
        select @digest, id, least(now() + @idle, ends_at) from session where id = @session
        returning expires_at
        """;

    /// <summary>The row locks make two who present one token take turns.</summary>
    private const string Present = """
        select s.id, s.customer_id, t.used_at is not null as used, s.ended_at is null and s.ends_at > now() and t.expires_at > now() as alive
        from refresh_token t join session s on s.id = t.session_id
        where t.digest = @digest
        for update of s, t
        """;

    private const string Use = "update refresh_token set used_at = now() where digest = @digest";

    private const string End = "update session set ended_at = now() where id = @session and ended_at is null";

    private const string EndByToken = "update session set ended_at = now() where ended_at is null and id = (select session_id from refresh_token where digest = @digest)";

    public async Task<RefreshToken> Open(Guid customerId, CancellationToken ct)
    {
        var session = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Run(connection, Start, ct, ("session", session), ("customer", customerId), ("longest", Session.Longest));
        var token = await Issue(connection, session, customerId, ct);
        await transaction.CommitAsync(ct);

        return token;
    }

    public async Task<Result<RefreshToken>> Rotate(string token, CancellationToken ct)
    {
        var digest = Fingerprint.Of(token);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Find(connection, digest, ct) is not { Alive: true } presented)
            return AccessRefusals.RefreshInvalid;

        if (presented.Used)
        {
            await Run(connection, End, ct, ("session", presented.Session));
            await transaction.CommitAsync(ct);
            return AccessRefusals.RefreshReused;
        }

        await Run(connection, Use, ct, ("digest", digest));
        var next = await Issue(connection, presented.Session, presented.Customer, ct);
        await transaction.CommitAsync(ct);

        return next;
    }

    public async Task Close(string token, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await Run(connection, EndByToken, ct, ("digest", Fingerprint.Of(token)));
    }

    private static async Task<RefreshToken> Issue(NpgsqlConnection connection, Guid session, Guid customer, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var command = Command(connection, Add, ("digest", Fingerprint.Of(token)), ("idle", Session.Idle), ("session", session));

        return new(customer, token, (DateTime)(await command.ExecuteScalarAsync(ct))!);
    }

    private static async Task<Presented?> Find(NpgsqlConnection connection, string digest, CancellationToken ct)
    {
        await using var command = Command(connection, Present, ("digest", digest));
        await using var row = await command.ExecuteReaderAsync(ct);

        return await row.ReadAsync(ct) ? new(row.GetGuid(0), row.GetGuid(1), row.GetBoolean(2), row.GetBoolean(3)) : null;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);

        return command;
    }

    private sealed record Presented(Guid Session, Guid Customer, bool Used, bool Alive);
}
