using System.Collections.Concurrent;
using Npgsql;

namespace Commerce.Infrastructure.Discounts;

/// <summary>What was read by key, for a moment: also that there was nothing.</summary>
internal sealed class Remembered<T>(TimeProvider clock)
{
    /// <summary>Beyond this it forgets everything: whoever tries codes at random fills no memory.</summary>
    private const int Most = 100_000;

    private static readonly TimeSpan For = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (T? Value, long At)> known = new(StringComparer.Ordinal);

    /// <param name="sql">Its first column is the key; asked for those not known.</param>
    public async Task<Dictionary<string, T?>> Of(string[] keys, string sql, Func<NpgsqlDataReader, T> read, NpgsqlDataSource source, CancellationToken ct)
    {
        var (found, missing, now) = (new Dictionary<string, T?>(keys.Length, StringComparer.Ordinal), new List<string>(), clock.GetTimestamp());
        foreach (var key in keys)
            if (known.TryGetValue(key, out var entry) && clock.GetElapsedTime(entry.At, now) < For)
                found[key] = entry.Value;
            else
                missing.Add(key);

        if (missing.Count == 0)
            return found;

        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. missing] });
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct))
                found[rows.GetString(0)] = read(rows);

        if (known.Count > Most)
            known.Clear();
        foreach (var key in missing)
            known[key] = (found.GetValueOrDefault(key), now);

        return found;
    }
}
