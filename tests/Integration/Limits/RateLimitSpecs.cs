using System.Net;
using Commerce.Application.Pipeline;
using Commerce.Integration.Carts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Limits;

public class RateLimitSpecs(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private readonly (string, string) address = Addresses.Fresh();

    [Fact]
    public async Task counts_tries_to_log_in_from_one_address_on_all_nodes_together()
    {
        for (var turn = 0; turn < TwoNodes.LogIns; turn++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await LogIn(turn, address)).StatusCode);

        var (here, there) = (await LogIn(0, address), await LogIn(1, address));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (here.StatusCode, there.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, (await LogIn(0, Addresses.Fresh())).StatusCode);
    }

    [Fact]
    public async Task tells_the_policy_what_is_left_and_when_to_come_back()
    {
        var first = await LogIn(0, address);
        Assert.Equal(("\"login\";q=6;w=3600", "\"login\";r=5;t=600"), (Header(first, "RateLimit-Policy"), Header(first, "RateLimit")));

        for (var turn = 1; turn < TwoNodes.LogIns; turn++)
            await LogIn(turn, address);

        await Verifier.Verify(await Refusal(await LogIn(0, address)));
    }

    [Fact]
    public async Task counts_what_is_put_into_carts_on_all_nodes_together_whatever_cart_it_is()
    {
        var mug = await Basket.Goods(nodes[0]);
        await new Basket(nodes[1]).With(mug);
        var allowed = 0;
        for (var turn = 0; turn < TwoNodes.Holds + 6; turn++)
            allowed += (await new Basket(nodes[turn]).Add(mug, 1, address)).IsSuccessStatusCode ? 1 : 0;

        Assert.Equal(TwoNodes.Holds, allowed);
    }

    /// <summary>Near the limit it is asked, which shows by what another node has counted.</summary>
    [Fact]
    public async Task does_not_wait_for_redis_when_a_shopper_is_far_from_the_limit()
    {
        var (shopper, guesser) = (new ClientKey("customer", Guid.NewGuid()), new ClientKey("customer", Guid.NewGuid()));

        var hold = nodes.Limits(0).Count(LimitedAction.Hold, shopper, default);
        Assert.True(hold.IsCompleted);
        await nodes.Limits(1).Count(LimitedAction.LogIn, guesser, default);
        var logIn = await nodes.Limits(0).Count(LimitedAction.LogIn, guesser, default);

        Assert.Equal((TwoNodes.Holds - 1, TwoNodes.LogIns - 2), ((await hold)!.Value.Left, logIn!.Value.Left));
    }

    [Fact]
    public async Task counts_a_customers_coupons_wherever_the_customer_is()
    {
        var ada = await Shopper.New(nodes[0]);
        HttpResponseMessage? answer = null;
        for (var turn = 0; turn <= TwoNodes.Coupons; turn++)
            answer = await nodes[turn].Send(HttpMethod.Post, "/v1/cart/coupons", new { code = $"GUESS{turn}" }, ("Authorization", $"Bearer {ada.AccessToken}"), Addresses.Fresh());

        Assert.Equal("coupon", (await Shop.Json(answer!)).GetProperty("violated-policies")[0].GetString());
    }

    [Fact]
    public async Task counts_every_request_and_says_so_when_half_of_the_quota_is_gone()
    {
        var answers = new List<HttpResponseMessage>();
        for (var turn = 0; turn < TwoNodes.Requests + 4; turn++)
            answers.Add(await nodes[turn].Send(HttpMethod.Get, "/v1/products?limit=1", null, address));

        Assert.Equal(TwoNodes.Requests, answers.Count(answer => answer.StatusCode is HttpStatusCode.OK));
        Assert.Equal(4, answers.Count(answer => answer.StatusCode is HttpStatusCode.TooManyRequests));
        Assert.False(answers[0].Headers.Contains("RateLimit"));
        Assert.Contains(";r=0;", Header(answers[TwoNodes.Requests - 1], "RateLimit"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await nodes[0].Send(HttpMethod.Get, "/health/live", null, address)).StatusCode);
    }

    [Fact]
    public async Task counts_those_who_show_credentials_that_are_not_good_by_their_address()
    {
        HttpResponseMessage? answer = null;
        for (var turn = 0; turn <= TwoNodes.Requests; turn++)
            answer = await nodes[turn].Send(HttpMethod.Get, "/v1/whoami", null, address, ("Api-Key", $"ck_{Guid.NewGuid():N}"));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer!.StatusCode);
    }

    [Fact]
    public async Task goes_on_counting_on_each_node_when_redis_is_gone()
    {
        await using var alone = await Shop.With([.. TwoNodes.Settings, ("ConnectionStrings:redis", "127.0.0.1:1")]);
        var shop = Shop.On(alone);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i <= TwoNodes.LogIns; i++)
            answers.Add((await LogIn(shop, address)).StatusCode);

        Assert.Equal(TwoNodes.LogIns, answers.Count(answer => answer is HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task knows_no_client_at_the_addresses_of_the_machine_itself()
    {
        for (var turn = 0; turn <= TwoNodes.LogIns; turn++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await nodes[0].Send(HttpMethod.Post, "/v1/sessions", new { email = Shopper.FreshEmail(), password = "wrong password!" })).StatusCode);
    }

    private Task<HttpResponseMessage> LogIn(int turn, (string, string) from) => LogIn(nodes[turn], from);

    private static Task<HttpResponseMessage> LogIn(Shop shop, (string, string) from) =>
        shop.Send(HttpMethod.Post, "/v1/sessions", new { email = Shopper.FreshEmail(), password = "wrong password!" }, from);

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));

    /// <summary>Without the seconds, which depend on how quick the spec was.</summary>
    private static async Task<string> Refusal(HttpResponseMessage answer)
    {
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(500), TimeSpan.FromSeconds(600));
        var seconds = $"{(int)answer.Headers.RetryAfter.Delta.Value.TotalSeconds}";
        return $"{(await Shop.Show(answer)).Replace(seconds, "{seconds}", StringComparison.Ordinal)}\n\nRateLimit: {Header(answer, "RateLimit").Replace(seconds, "{seconds}", StringComparison.Ordinal)}";
    }
}
