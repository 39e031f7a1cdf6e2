using System.Globalization;
using StackExchange.Redis;

namespace Commerce.Integration.RedisTools;

/// <summary>Keys of every type, half of them with an end; and writers that change them all the while.</summary>
internal sealed class Cargo(IConnectionMultiplexer connection)
{
    private const string Told = """
        local told = {}
        for i, key in ipairs(ARGV) do
            local kind, content = redis.call('TYPE', key).ok, {}
            if kind == 'string' then content = { redis.call('GET', key) }
            elseif kind == 'hash' then content = redis.call('HGETALL', key)
            elseif kind == 'list' then content = redis.call('LRANGE', key, 0, -1)
            elseif kind == 'set' then content = redis.call('SMEMBERS', key)
            elseif kind == 'zset' then content = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
            elseif kind == 'stream' then
                local entry = redis.call('XRANGE', key, '-', '+')[1]
                content = { entry[1], entry[2][1], entry[2][2], redis.call('XINFO', 'GROUPS', key)[1][2] }
            end
            if kind == 'hash' or kind == 'set' then table.sort(content) end
            told[i] = { kind .. ' ' .. table.concat(content, ' '), redis.call('PEXPIRETIME', key) }
        end
        return told
        """;

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
                var page = await server.ExecuteAsync("SCAN", cursor is "" ? "0" : cursor, "COUNT", 2000);
                (cursor, var names) = ((string)page[0]!, (RedisKey[])page[1]!);
                var told = names.Length == 0 ? [] : (RedisResult[])(await keys.ScriptEvaluateAsync(Told, [names[0]], [.. names.Select(name => (RedisValue)$"{name}")]))!;
                for (var i = 0; i < told.Length; i++)
                    all[$"{names[i]}"] = ($"{told[i][0]}", (long)told[i][1]);
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
}
