using Npgsql;

namespace Commerce.Infrastructure.Streams;

/// <summary>
/// The clock of the whole shop: the database's. Deadlines that are written by one node and judged by another must not depend on either's clock. It is asked at start and every half minute,
/// and carried on by this machine's counter of ticks in between, which nobody sets.
/// </summary>
internal sealed class DatabaseClock(MachineClock machine) : TimeProvider
{
    /// <summary>An answer that took longer says too little: half of the way is the error.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    private volatile Reading? last;

    /// <summary>Before the first reading the machine's own.</summary>
    public override DateTimeOffset GetUtcNow() => last is { } reading ? reading.At + GetElapsedTime(reading.Ticks) : machine.Clock.GetUtcNow();

    public async Task Read(NpgsqlConnection connection, CancellationToken ct)
    {
        var asked = GetTimestamp();
        await using var command = new NpgsqlCommand("select clock_timestamp()", connection);
        var at = (DateTime)(await command.ExecuteScalarAsync(ct))!;
        var (heard, took) = (GetTimestamp(), GetElapsedTime(asked));
        if (last is null || took < Slow)
            last = new(new DateTimeOffset(at, TimeSpan.Zero) + (took / 2), heard);
    }

    private sealed record Reading(DateTimeOffset At, long Ticks);
}

/// <summary>What this machine believes the time to be.</summary>
internal sealed record MachineClock(TimeProvider Clock);
