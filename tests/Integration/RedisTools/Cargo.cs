using System.Globalization;
using StackExchange.Redis;

namespace Commerce.Integration.RedisTools;

/// <summary>Keys of every type, half of them with an end; and writers that change them all the while.</summary>
internal sealed class Cargo(IConnectionMultiplexer connection)
{
    private static readonly string[] Kinds = ["string", "hash", "list", "set", "zset", "stream"];

    private readonly IDatabase keys = connection.GetDatabase();
    private readonly CancellationTokenSource enough = new();
    private readonly SemaphoreSlim turns = new(0);
    private Task writing = Task.CompletedTask;
    private long writes;

    public long Writes => Interlocked.Read(ref writes);

    /// <summary>On a single server, made there.</summary>
    public async Task Load(int count)
    {
        const string Text = """
            for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do
                local kind = i % 6
                local key = 'cargo:' .. i
                if kind == 0 then redis.call('SET', key, 'value ' .. i)
                elseif kind == 1 then redis.call('HSET', key, 'a', i, 'b', 'x', 'c', '')
                elseif kind == 2 then redis.call('RPUSH', key, i, 'b', i)
                elseif kind == 3 then redis.call('SADD', key, i, 'b', 'c')
                elseif kind == 4 then redis.call('ZADD', key, i / 7, 'a', -1, 'b')
                else redis.call('XADD', key, '1-' .. i, 'field', i); redis.call('XGROUP', 'CREATE', key, 'readers', '0') end
                if i % 4 < 2 then redis.call('PEXPIRE', key, 3600000 + i) end
            end
            """;
        for (var from = 0; from < count; from += 20_000)
            await keys.ScriptEvaluateAsync(Text, [], [from, Math.Min(from + 20_000, count) - 1]);
    }

    /// <summary>Adds, changes, ends and deletes among so many keys and new ones, eight at once at each <see cref="Turn"/>, until <see cref="Rest"/>.</summary>
    public void Write(int count, int seed = 1) => writing = Task.Run(async () =>
    {
        var random = new Random(seed);
        while (!enough.IsCancellationRequested)
        {
            await turns.WaitAsync();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => One(random, count)));
            Interlocked.Add(ref writes, 8);
        }
    });

    /// <summary>So that there is as much writing on a fast machine as on a slow one.</summary>
    public void Turn() => turns.Release();

    public async Task Rest()
    {
        await enough.CancelAsync();
        turns.Release();
        await writing;
    }

    /// <summary>Every key with its content in a form of the spec's own, and when it ends; read from all primaries.</summary>
    public async Task<Dictionary<string, (string Content, long Ends)>> Read()
    {
        var all = new Dictionary<string, (string, long)>();
        foreach (var server in connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            for (var cursor = ""; cursor != "0";)
            {
                var page = await server.ExecuteAsync("SCAN", cursor is "" ? "0" : cursor, "COUNT", 1000);
                cursor = (string)page[0]!;
                foreach (var (key, content) in await Task.WhenAll(((RedisKey[])page[1]!).Select(async key => ($"{key}", await Content(key)))))
                    all[key] = content;
            }
        }

        return all;
    }

    private Task One(Random random, int count)
    {
        var i = random.Next(count * 2);
        RedisKey key = $"cargo:{i}", number = string.Create(CultureInfo.InvariantCulture, $"cargo:written:{i}");
        return random.Next(6) switch
        {
            0 => keys.KeyDeleteAsync(key),
            1 => keys.StringSetAsync(number, i, TimeSpan.FromHours(1)),
            2 => keys.KeyExpireAsync(key, TimeSpan.FromHours(2)),
            3 => keys.KeyPersistAsync(key),
            4 => keys.HashSetAsync($"cargo:hash:{i}", i % 5, i),
            _ => keys.StringSetAsync($"cargo:brief:{i % 50}", i, TimeSpan.FromMilliseconds(200)),
        };
    }

    private async Task<(string Content, long Ends)> Content(RedisKey key)
    {
        var ends = keys.ExecuteAsync("PEXPIRETIME", key);
        var name = $"{key}";
        var kind = name.Split(':') is [_, var number] ? Kinds[int.Parse(number, CultureInfo.InvariantCulture) % 6] : name.Contains(":hash:", StringComparison.Ordinal) ? "hash" : "string";
        var content = kind switch
        {
            "string" => $"{await keys.StringGetAsync(key)}",
            "hash" => string.Join(' ', (await keys.HashGetAllAsync(key)).Select(entry => $"{entry}").Order(StringComparer.Ordinal)),
            "list" => string.Join(' ', await keys.ListRangeAsync(key)),
            "set" => string.Join(' ', (await keys.SetMembersAsync(key)).Select(member => $"{member}").Order(StringComparer.Ordinal)),
            "zset" => string.Join(' ', await keys.SortedSetRangeByRankWithScoresAsync(key)),
            _ => string.Join(' ', (await keys.StreamRangeAsync(key)).Select(entry => $"{entry.Id} {entry.Values[0]}")) + (await keys.StreamGroupInfoAsync(key))[0].Name,
        };
        return (content, (long)await ends);
    }
}
