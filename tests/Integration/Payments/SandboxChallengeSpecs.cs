using System.Net;
using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using static Commerce.Application.Payments.GatewayAnswer;

namespace Commerce.Integration.Payments;

public class SandboxChallengeSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Guid attempt = Guid.NewGuid();

    private IPaymentGateway Gateway => shop.Services.GetRequiredService<IPaymentGateway>();

    [Fact]
    public async Task shows_the_buyer_what_he_is_to_approve()
    {
        var challenge = await Challenged("tok_challenge");

        var page = await shop.Http.GetAsync(challenge);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("19.99 EUR", await page.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("tok_challenge", "approve", typeof(Authorised))]
    [InlineData("tok_challenge", "decline", typeof(Declined))]
    [InlineData("tok_challenge_then_declined", "approve", typeof(Declined))]
    [InlineData("tok_pending", "approve", typeof(Authorised))]
    public async Task decides_the_payment_once(string token, string decision, Type outcome)
    {
        var challenge = await Challenged(token);

        Assert.Equal(HttpStatusCode.OK, (await Answer(challenge, decision)).StatusCode);
        Assert.IsType(outcome, await Gateway.Find(attempt, default));
        await Answer(challenge, decision == "approve" ? "decline" : "approve");
        Assert.IsType(outcome, await Gateway.Find(attempt, default));
    }

    [Fact]
    public async Task sends_the_buyer_back_to_the_shop()
    {
        var challenge = await Challenged("tok_challenge", new("https://shop.example/thanks"));

        var answer = await Answer(challenge, "approve");

        Assert.Equal((HttpStatusCode.Redirect, "https://shop.example/thanks"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task takes_no_other_answer_than_yes_or_no() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Answer(await Challenged("tok_challenge"), "perhaps")).StatusCode);

    [Fact]
    public async Task is_not_there_for_a_payment_nobody_made()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Http.GetAsync(new Uri("/sandbox/challenges/pay_0", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Http.GetAsync(new Uri("/sandbox/challenges/pay_%00", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Answer(new Uri("/sandbox/challenges/pay_0", UriKind.Relative), "approve")).StatusCode);
    }

    private async Task<Uri> Challenged(string token, Uri? returnTo = null) =>
        await Gateway.Authorise(new(attempt, Guid.NewGuid(), new Money(1999, "EUR"), token, ReturnTo: returnTo), default) switch
        {
            ActionRequired action => action.Challenge,
            Pending pending => new Uri($"/sandbox/challenges/{pending.Reference}", UriKind.Relative),
            var other => throw new InvalidOperationException($"{other} waits for nobody."),
        };

    private async Task<HttpResponseMessage> Answer(Uri challenge, string decision)
    {
        using var form = new FormUrlEncodedContent([new("decision", decision)]);
        return await shop.Http.PostAsync(challenge, form);
    }
}
