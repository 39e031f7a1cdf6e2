using System.Text.RegularExpressions;
using Commerce.Infrastructure.Caching;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Catalog;
using Commerce.Integration.Reviews;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Commerce.Integration.Caching;

/// <summary>Two nodes, of which the second hears no messages of the first; and one whose cache has no Redis.</summary>
public class ApplicationCacheSpecs(ApplicationCacheSpecs.Nodes nodes) : IClassFixture<ApplicationCacheSpecs.Nodes>
{
    private readonly RedisKey key = Keys.Application.Search(1, Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task makes_a_value_once_however_many_ask_at_once()
    {
        var made = 0;
        var go = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 100).Select(_ => Ask(nodes.First, async () =>
        {
            Interlocked.Increment(ref made);
            await go.Task;
            return "value";
        })).ToList();
        go.SetResult();

        Assert.All(await Task.WhenAll(asked), value => Assert.Equal("value", value));
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task lets_another_node_have_what_one_has_made()
    {
        await Ask(nodes.First, () => Task.FromResult("made by the first"));
        await Eventually.True(() => Redis.KeyExistsAsync(key));

        Assert.Equal("made by the first", await Ask(nodes.Silent, () => throw new InvalidOperationException("It is there already.")));
        Assert.InRange((await Redis.KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromMinutes(1), new Ttl().ApplicationCache);
    }

    [Fact]
    public async Task goes_on_with_what_it_had_while_it_cannot_be_made_anew()
    {
        var (calls, fails) = (0, false);
        Task<string> Make()
        {
            calls++;
            return fails ? throw new TimeoutException("The database does not answer.") : Task.FromResult($"value {calls}");
        }

        Assert.Equal("value 1", await Ask(nodes.Short, Make));
        fails = true;
        await Eventually.True(async () =>
        {
            Assert.Equal("value 1", await Ask(nodes.Short, Make));
            return calls > 1;
        });
        fails = false;
        await Eventually.True(async () => await Ask(nodes.Short, Make) != "value 1");
    }

    [Fact]
    public async Task is_no_more_than_a_pause_without_redis()
    {
        var made = 0;

        Assert.Equal("value", await Ask(nodes.Without, () => Task.FromResult("value")));
        Assert.Equal("value", await Ask(nodes.Without, () => Task.FromResult($"other {made++}")));
        Assert.Equal(0, made);
    }

    [Fact]
    public async Task keeps_nothing_under_a_key_that_is_not_of_it() =>
        await Assert.ThrowsAsync<ArgumentException>(() => nodes.First.Services.GetRequiredService<RedisLevel>().GetAsync("inventory:variant:{mug}"));

    [Fact]
    public async Task gives_the_same_answers_on_every_node_with_redis_and_without()
    {
        var ada = await Reviewer.Of(Shop.On(nodes.First));
        await ada.Approved(5, "Bright");
        var word = $"zyx{Guid.NewGuid():N}";
        await new Merchant(ada.Shop).Published(Merchant.Simple($"{word} lamp", 4200, "lighting"));

        foreach (var path in new[] { $"?q={word}", $"?q={word}&sort=title&limit=1", $"/{ada.Slug}/reviews?limit=5", $"/{ada.Slug}/rating", $"/{ada.Slug}" })
        {
            var first = await Body(nodes.First, path);
            Assert.Equal(first, await Body(nodes.First, path));
            foreach (var node in new[] { nodes.Silent, nodes.Without })
                await Eventually.True(async () => await Body(node, path) == first);
        }
    }

    [Fact]
    public async Task tells_of_a_change_within_a_second_on_every_node_although_no_message_comes_through()
    {
        var ada = await Reviewer.Of(Shop.On(nodes.First));
        var bob = await Reviewer.Of(ada.Shop, product: (ada.ProductId, ada.Slug));
        var (silent, without) = (Shop.On(nodes.Silent), Shop.On(nodes.Without));
        await bob.Approved(2, "Dim");
        var id = await ada.Approved(4, "Bright");
        foreach (var node in new[] { silent, without })
        {
            await Eventually.True(async () => (await node.Send(HttpMethod.Get, $"/v1/products/{ada.Slug}")).IsSuccessStatusCode);
            await Eventually.True(async () => await ada.Titles(node) is ["Bright", "Dim"]);
        }

        Assert.Equal(["Bright", "Dim"], await ada.Titles());
        await Merchant.Ok(await ada.Decide(id, "reject"));
        var rejected = TimeProvider.System.GetTimestamp();

        Assert.Equal(["Dim"], await ada.Titles());
        foreach (var node in new[] { silent, without })
            await Eventually.True(async () => await ada.Titles(node) is ["Dim"] && await ada.Rating(node) == (1, 200));

        // The look goes every half a second; the rest is what a busy machine may take to answer.
        Assert.InRange(TimeProvider.System.GetElapsedTime(rejected), TimeSpan.Zero, TimeSpan.FromSeconds(1) + Nodes.Slack);
    }

    [Fact]
    public async Task counts_hits_and_misses_by_cache()
    {
        var ada = await Reviewer.Of(Shop.On(nodes.First));
        await ada.Approved(3);
        await ada.Titles();
        await ada.Titles();

        var metrics = await (await ada.Shop.Send(HttpMethod.Get, "/metrics")).Content.ReadAsStringAsync();

        Assert.Matches("commerce_cache_misses_total\\{[^}]*cache=\"reviews\"[^}]*\\} [1-9]", metrics);
        Assert.Matches("commerce_cache_hits_total\\{[^}]*cache=\"reviews\"[^}]*level=\"memory\"[^}]*\\} [1-9]", metrics);
    }

    private IDatabase Redis => nodes.First.Services.Peek();

    private async Task<string> Ask(Node node, Func<Task<string>> make) =>
        await node.Services.GetRequiredService<ApplicationCache>().Of(key, _ => make(), value => value.Length, CancellationToken.None);

    /// <summary>Less the versions, which every other spec moves.</summary>
    private static async Task<string> Body(Node node, string path) =>
        Regex.Replace(await (await Shop.On(node).Send(HttpMethod.Get, $"/v1/products{path}")).Content.ReadAsStringAsync(), "\"(price|discount)Version\":[0-9]+", "");

    public sealed class Nodes : IAsyncLifetime
    {
        internal static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

        internal Node First { get; private set; } = null!;

        /// <summary>Hears only channels of its own; keys it shares are found in the other's Redis.</summary>
        internal Node Silent { get; private set; } = null!;

        internal Node Short { get; private set; } = null!;

        internal Node Without { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            First = await Shop.With();
            Silent = await Shop.With();
            foreach (var channel in new[] { Keys.Reviews.Changes, Keys.Catalog.Changes })
                await Silent.Services.GetRequiredService<RedisConnections>().Subscriber.UnsubscribeAsync(channel);

            Short = await Shop.With(("Redis:Ttl:ApplicationCache", "10"));
            Without = await Shop.With(("Redis:ApplicationCache:ConnectionString", "127.0.0.1:1,connectRetry=0"));
        }

        public async Task DisposeAsync()
        {
            foreach (var node in new[] { First, Silent, Short, Without })
                await node.DisposeAsync();
        }
    }
}
