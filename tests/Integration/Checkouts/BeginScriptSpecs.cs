using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Checkouts;

/// <summary>begin.lua: one request at a time runs under an idempotency key.</summary>
public class BeginScriptSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string key = Guid.NewGuid().ToString("N");

    private RedisConnections Redis => shop.Services.GetRequiredService<RedisConnections>();

    [Fact]
    public async Task the_key_is_taken_by_the_first_and_told_to_be_running_to_others()
    {
        Assert.Equal(["taken"], await Begin("first"));
        Assert.Equal(["running"], await Begin("second"));
    }

    [Fact]
    public async Task a_request_whose_reply_was_lost_asks_again_and_has_it()
    {
        await Begin("first");

        Assert.Equal(["taken"], await Begin("first"));
        Assert.Equal(["running"], await Begin("second"));
    }

    [Fact]
    public async Task a_stored_answer_is_everybodys()
    {
        await Begin("first");
        await shop.Services.Peek().StringSetAsync(Keys.Idempotency.Record(key), "{}");

        Assert.Equal(["found", "{}"], await Begin("first"));
        Assert.Equal(["found", "{}"], await Begin("second"));
    }

    [Fact]
    public async Task the_key_of_a_request_that_died_is_free_after_its_lease()
    {
        await Begin("first", lease: 1);

        await Eventually.True(async () => await Begin("second") is ["taken"]);
    }

    private async Task<string[]> Begin(string owner, long lease = 60_000) =>
        (string[])(await Script.Load("Redis/Idempotency/begin.lua").Run(Redis, [Keys.Idempotency.Record(key)], [lease, owner], default))!;
}
