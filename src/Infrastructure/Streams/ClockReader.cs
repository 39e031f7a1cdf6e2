using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Streams;

/// <summary>Reads the database's clock anew now and then. While the database does not answer the clock goes on by itself.</summary>
internal sealed class ClockReader(DatabaseClock clock, NpgsqlDataSource source, ILogger<ClockReader> log)
    : Rounds(TimeSpan.FromSeconds(30), "The database's clock could not be read; it is read again in half a minute.", log)
{
    protected override async Task Round(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await clock.Read(connection, ct);
    }
}
