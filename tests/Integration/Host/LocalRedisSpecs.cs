using Commerce.Integration.Support;
using StackExchange.Redis;

namespace Commerce.Integration.Host;

/// <summary>What specs of faults do to a Redis really happens to it.</summary>
public class LocalRedisSpecs
{
    [NeedsRedisServerFact]
    public async Task is_gone_when_killed_and_back_at_the_same_address_when_restarted()
    {
        await using var redis = await LocalRedis.Start();
        await using var connection = await Connect(redis);
        await connection.GetDatabase().StringSetAsync("kept", "yes");

        await redis.Kill();
        await Assert.ThrowsAnyAsync<RedisException>(() => Connect(redis));
        await redis.Restart();

        await using var again = await Connect(redis);
        Assert.Equal("yes", await again.GetDatabase().StringGetAsync("kept"));
    }

    [NeedsRedisServerFact]
    public async Task answers_nothing_while_frozen_and_goes_on_when_thawed()
    {
        await using var redis = await LocalRedis.Start();
        await using var connection = await Connect(redis);

        await redis.Freeze();
        await Assert.ThrowsAsync<RedisTimeoutException>(() => connection.GetDatabase().PingAsync());
        await redis.Thaw();

        await Eventually.True(async () => await Answers(connection));
    }

    private static Task<ConnectionMultiplexer> Connect(LocalRedis redis) => ConnectionMultiplexer.ConnectAsync($"{redis.ConnectionString},asyncTimeout=500,connectTimeout=2000");

    private static async Task<bool> Answers(ConnectionMultiplexer connection)
    {
        try
        {
            await connection.GetDatabase().PingAsync();
            return true;
        }
        catch (Exception silent) when (silent is RedisException or TimeoutException)
        {
            return false;
        }
    }
}
