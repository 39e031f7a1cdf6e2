using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Commerce.Integration.Limits;

/// <summary>The script on its own, on the real server. The quota is of ten requests, of which one is earned back in a minute.</summary>
public class CountScriptSpecs(Shop shop) : IClassFixture<Shop>
{
    private const long Minute = 60_000_000;

    private readonly RedisKey whole = Keys.Limits.Whole("spec", "customer", Guid.NewGuid());

    [Fact]
    public async Task lets_as_many_pass_as_the_quota_has_and_then_says_how_long_to_wait()
    {
        for (var left = 9; left >= 0; left--)
            Assert.Equal(("ok", left), await Count());

        var reply = await Run();
        Assert.Equal("over", (string?)reply[0]);
        Assert.InRange((long)reply[2], 1, Minute);
    }

    [Fact]
    public async Task counts_nothing_for_what_it_refuses()
    {
        await Use(10);
        var before = await Redis.StringGetAsync(whole);

        Assert.Equal(("over", 0), await Count());
        Assert.Equal(before, await Redis.StringGetAsync(whole));
    }

    [Fact]
    public async Task gives_back_as_time_goes_by()
    {
        await Use(10);
        await Elapse(3);

        Assert.Equal(("ok", 2), await Count());
        Assert.Equal(("ok", 1), await Count());
        Assert.Equal(("ok", 0), await Count());
        Assert.Equal(("over", 0), await Count());
    }

    [Fact]
    public async Task forgets_a_client_when_its_quota_is_whole_again()
    {
        await Use(2);

        Assert.InRange((await Redis.KeyTimeToLiveAsync(whole))!.Value, TimeSpan.FromSeconds(110), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task lets_no_more_pass_however_many_ask_at_once()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Count()));

        Assert.Equal(10, asked.Count(answer => answer.Status == "ok"));
        Assert.Equal(90, asked.Count(answer => answer.Status == "over"));
    }

    private RedisConnections Connections => shop.Services.GetRequiredService<RedisConnections>();

    private IDatabase Redis => Connections.Next();

    private async Task<(string Status, int Left)> Count() => await Run() is var reply ? ((string)reply[0]!, (int)reply[1]) : default;

    private Task<RedisResult> Run() => Script.Load("Redis/Limits/count.lua").Run(Connections, [whole], [Minute, 10 * Minute], default);

    private async Task Use(int requests)
    {
        for (var i = 0; i < requests; i++)
            Assert.Equal("ok", (await Count()).Status);
    }

    /// <summary>Moves what is remembered into the past: the server's clock is not ours to turn.</summary>
    private async Task Elapse(int minutes) => await Redis.StringSetAsync(whole, (long)await Redis.StringGetAsync(whole) - (minutes * Minute), expiry: null, keepTtl: true);
}
