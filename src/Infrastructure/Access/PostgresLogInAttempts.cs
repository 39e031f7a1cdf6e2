using System.Net;
using System.Net.Sockets;
using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Domain.Customers;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Access;

/// <summary>One row per subject, changed under its row lock: of many tries sent at once only as many pass as are free.</summary>
internal sealed class PostgresLogInAttempts(NpgsqlDataSource database) : ILogInAttempts
{
    private const string Count = """
        insert into log_in_attempt as a (subject, failures, last_at, locked_until)
        values (@subject, 1, now(), now() + (@waits)[1])
        on conflict (subject) do update set
            failures = case when a.last_at < now() - @memory then 1 else a.failures + 1 end,
            last_at = now(),
            locked_until = now() + (@waits)[case when a.last_at < now() - @memory then 1 else least(a.failures + 1, cardinality(@waits)) end]
        where a.locked_until <= now()
        returning interval '0'
        """;

    private const string Wait = "select greatest(locked_until - now(), interval '1 second') from log_in_attempt where subject = @subject";

    private const string Forgive = """
        with account as (delete from log_in_attempt where subject = @account)
        update log_in_attempt set failures = greatest(failures - 1, 0), locked_until = now() where subject = @address
        """;

    public async Task<TimeSpan> Begin(string? account, string? address, CancellationToken ct)
    {
        if (Address(address) is { } network && await Try(network, LockOut.PerAddress, ct) is var blocked && blocked > TimeSpan.Zero)
            return blocked;

        return account is null ? TimeSpan.Zero : await Try(Account(account), LockOut.PerAccount, ct);
    }

    public async Task Succeeded(string? account, string? address, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Forgive);
        command.Parameters.AddWithValue("account", account is null ? "" : Account(account));
        command.Parameters.AddWithValue("address", Address(address) ?? "");
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<TimeSpan> Try(string subject, LockOut lockOut, CancellationToken ct)
    {
        await using var count = database.CreateCommand(Count);
        count.Parameters.AddWithValue("subject", subject);
        count.Parameters.Add(new("waits", NpgsqlDbType.Array | NpgsqlDbType.Interval) { Value = Waits(lockOut) });
        count.Parameters.AddWithValue("memory", LockOut.Memory);
        if (await count.ExecuteScalarAsync(ct) is TimeSpan free)
            return free;

        await using var wait = database.CreateCommand(Wait);
        wait.Parameters.AddWithValue("subject", subject);

        // Forgiven between the two statements: let the client come back at once.
        return await wait.ExecuteScalarAsync(ct) as TimeSpan? ?? TimeSpan.FromSeconds(1);
    }

    /// <summary>What the first, second, … failure costs; the last entry holds for all that follow.</summary>
    private static TimeSpan[] Waits(LockOut lockOut) => [.. Enumerable.Range(1, lockOut.FreeTries + 10).Select(lockOut.After)];

    private static string Account(string email) => $"account:{Fingerprint.Of(email)}";

    /// <summary>An IPv6 client owns a whole /64, so that is what is counted.</summary>
    private static string? Address(string? address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
            return null;

        if (parsed.IsIPv4MappedToIPv6)
            parsed = parsed.MapToIPv4();

        return parsed.AddressFamily is AddressFamily.InterNetworkV6 ? $"address:{Convert.ToHexStringLower(parsed.GetAddressBytes().AsSpan(0, 8))}" : $"address:{parsed}";
    }
}
