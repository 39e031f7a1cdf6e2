using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Access;

/// <summary>Forgets sessions that are over and tries nobody remembers. On every node: what is gone already costs nothing.</summary>
internal sealed class AccessSweep(NpgsqlDataSource database, ILogger<AccessSweep> log)
    : Rounds(TimeSpan.FromHours(1), "Old sessions were not swept this time; the next sweep is in an hour.", log)
{
    /// <summary>Ended sessions stay a while, so that a stolen token that turns up late is still recognised.</summary>
    private const string Sweep = """
        delete from session where ends_at < now() - interval '7 days' or ended_at < now() - interval '30 days';
        delete from log_in_attempt where last_at < now() - interval '2 days'
        """;

    protected override async Task Round(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sweep);
        await command.ExecuteNonQueryAsync(ct);
    }
}
