using Npgsql;

namespace Commerce.Infrastructure.Operations;

/// <summary>How far a follower of the log is behind it.</summary>
/// <param name="Facts">Numbers of the log it has not passed yet, those of facts it does not care for included.</param>
/// <param name="Age">Of the oldest of those facts; zero when there is none.</param>
internal sealed record FollowerLag(string Follower, long Facts, TimeSpan Age)
{
    private const string Ask = """
        select p.name, coalesce(n.last, 0) - p.last_seq_id, coalesce(now() - f.timestamp, interval '0')
        from mt_event_progression p
        cross join (select max(seq_id) as last from mt_events) n
        left join lateral (select timestamp from mt_events where seq_id > p.last_seq_id order by seq_id limit 1) f on true
        where p.name <> 'HighWaterMark'
        order by p.name
        """;

    public static async Task<IReadOnlyList<FollowerLag>> All(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Ask);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var lags = new List<FollowerLag>();
        while (await rows.ReadAsync(ct))
        {
            var age = rows.GetTimeSpan(2);
            lags.Add(new(rows.GetString(0).Split(':')[0], Math.Max(0, rows.GetInt64(1)), age > TimeSpan.Zero ? age : TimeSpan.Zero));
        }

        return lags;
    }
}
