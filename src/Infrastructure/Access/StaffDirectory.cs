using System.Collections.Frozen;
using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Domain.Customers;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Commerce.Infrastructure.Access;

/// <summary>
/// All live keys and roles in memory, read again when the copy is two seconds old, or when a key is not in it. There are few of them, and many callers share
/// one reading: however many wrong keys are tried at once, there is never more than one query under way.
/// When the database does not answer, nobody new is let in and nobody stays: the fault goes through.
/// </summary>
internal sealed class StaffDirectory : IStaffDirectory, IDisposable
{
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(2);

    private const string Keys = "select digest, prefix, name, scopes, roles, expires_at from api_key where revoked_at is null";

    private const string Roles = "select name, scopes from staff_role";

    private readonly NpgsqlDataSource database;
    private readonly TimeProvider clock;
    private readonly (string Digest, Caller.Staff Staff)? bootstrap;
    private readonly SemaphoreSlim reading = new(1);
    private volatile Copy? copy;

    public StaffDirectory(NpgsqlDataSource database, TimeProvider clock, IConfiguration configuration)
    {
        (this.database, this.clock) = (database, clock);
        if (configuration["Access:BootstrapKey"] is { Length: > 0 } key)
            bootstrap = (Fingerprint.Of(key), new("bootstrap", new HashSet<string> { Caller.Staff.Everything }));
    }

    public async ValueTask<Caller.Staff?> Find(string apiKey, CancellationToken ct)
    {
        // Looked up by digest: how long a comparison takes says nothing about the key.
        var digest = Fingerprint.Of(apiKey);
        if (digest == bootstrap?.Digest)
            return bootstrap?.Staff;

        var asked = clock.GetTimestamp();
        var current = await NotOlderThan(asked - StaleTicks, ct);
        if (!current.Keys.ContainsKey(digest))
            current = await NotOlderThan(asked, ct);

        return current.Keys.TryGetValue(digest, out var key) && !(key.ExpiresAt <= clock.GetUtcNow())
            ? new Caller.Staff(key.Name, current.ScopesOf(key.Roles).Union(key.Scopes).ToHashSet())
            : null;
    }

    public async ValueTask<IReadOnlySet<string>> ScopesOf(IEnumerable<string> roles, CancellationToken ct) =>
        (await NotOlderThan(clock.GetTimestamp() - StaleTicks, ct)).ScopesOf(roles).ToHashSet();

    private long StaleTicks => Stale.Ticks * clock.TimestampFrequency / TimeSpan.TicksPerSecond;

    private async ValueTask<Copy> NotOlderThan(long instant, CancellationToken ct)
    {
        if (copy is { } known && known.ReadAt >= instant)
            return known;

        await reading.WaitAsync(ct);
        try
        {
            return copy is { } meanwhile && meanwhile.ReadAt >= instant ? meanwhile : copy = await Read(ct);
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<Copy> Read(CancellationToken ct)
    {
        var startedAt = clock.GetTimestamp();
        var roles = Role.BuiltIn.ToDictionary(role => role.Key, role => role.Value);
        var keys = new Dictionary<string, Key>();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new(Roles));
        batch.BatchCommands.Add(new(Keys));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            roles[rows.GetString(0)] = rows.GetFieldValue<string[]>(1);

        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var name = $"{rows.GetString(2)} ({rows.GetString(1)})";
            keys[rows.GetString(0)] = new(name, rows.GetFieldValue<string[]>(3), rows.GetFieldValue<string[]>(4), await rows.IsDBNullAsync(5, ct) ? null : rows.GetFieldValue<DateTimeOffset>(5));
        }

        return new(startedAt, keys.ToFrozenDictionary(), roles.ToFrozenDictionary());
    }

    public void Dispose() => reading.Dispose();

    private sealed record Key(string Name, string[] Scopes, string[] Roles, DateTimeOffset? ExpiresAt);

    private sealed record Copy(long ReadAt, FrozenDictionary<string, Key> Keys, FrozenDictionary<string, IReadOnlyList<string>> Roles)
    {
        public IEnumerable<string> ScopesOf(IEnumerable<string> roles) => roles.SelectMany(role => Roles.GetValueOrDefault(role, []));
    }
}
