using Commerce.Application.Operations;
using Npgsql;

namespace Commerce.Infrastructure.Redis.Operations.Capacity;

/// <summary>In PostgreSQL, so that whichever machine asks knows what all have read.</summary>
internal sealed class RedisCapacity(OperatorConnections connections, NpgsqlDataSource database, TimeProvider clock) : IRedisCapacity
{
    private const int KeepDays = 400;

    public async Task<int> Record(string name, CancellationToken ct)
    {
        await using var keyspace = await connections.Open(name);
        var readings = await keyspace.Read(clock.GetUtcNow(), ct);
        await using var batch = database.CreateBatch();
        foreach (var reading in readings)
        {
            batch.BatchCommands.Add(new("insert into redis_capacity (server, at, memory, memory_limit, clients, client_limit) values ($1, $2, $3, $4, $5, $6) on conflict do nothing")
            {
                Parameters =
                {
                    new() { Value = reading.Server }, new() { Value = reading.At.ToUniversalTime() }, new() { Value = reading.Memory }, new() { Value = reading.MemoryLimit },
                    new() { Value = reading.Clients }, new() { Value = reading.ClientLimit },
                },
            });
        }

        batch.BatchCommands.Add(new("delete from redis_capacity where at < $1") { Parameters = { new() { Value = clock.GetUtcNow().AddDays(-KeepDays).ToUniversalTime() } } });
        await batch.ExecuteNonQueryAsync(ct);
        return readings.Count;
    }

    public async Task<IReadOnlyList<CapacityForecast>> Forecast(int windowDays, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select server, at, memory, memory_limit, clients, client_limit from redis_capacity where at >= $1 order by server, at");
        command.Parameters.Add(new() { Value = clock.GetUtcNow().AddDays(-windowDays).ToUniversalTime() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var readings = new List<Reading>();
        while (await rows.ReadAsync(ct))
            readings.Add(new(rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5)));

        return [.. readings.GroupBy(reading => reading.Server).SelectMany(server => Outlook.Of([.. server]))];
    }
}
