using System.Collections.Concurrent;
using System.Text.Json;
using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Infrastructure.Payments;
using Commerce.Infrastructure.Payments.Sandbox;
using Commerce.Integration.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Payments;

/// <summary>The sandbox as a sender, heard by a receiver of our own.</summary>
public sealed class WebhookDeliverySpecs : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Signature, byte[] Body)> heard = new();
    private readonly Guid attempt = Guid.NewGuid();
    private WebApplication? receiver;
    private Node? node;
    private int refusals;

    [Fact]
    public async Task repeats_a_webhook_until_it_is_taken_and_signs_each_anew()
    {
        refusals = 2;

        await Pay("tok_webhook_only");
        await Eventually.True(() => heard.Count >= 3);

        Assert.Single(heard.Select(webhook => Id(webhook.Body)).Distinct());
        Assert.All(heard, webhook => Assert.Null(WebhookSignature.Check(
            [node!.Services.GetRequiredService<SandboxAccount>().Secret], webhook.Signature, webhook.Body, node.Services.GetRequiredService<TimeProvider>().GetUtcNow())));
    }

    [Fact]
    public async Task delivers_copies_when_it_is_told_to()
    {
        await Pay("tok_duplicate_webhooks");

        await Eventually.True(() => heard.Count >= 3);
        Assert.Single(heard.Select(webhook => Id(webhook.Body)).Distinct());
    }

    [Fact]
    public async Task tells_the_outcome_the_answer_did_not_have()
    {
        Assert.IsType<GatewayAnswer.Pending>(await Pay("tok_webhook_declined"));
        await Eventually.True(() => !heard.IsEmpty);

        var (signature, body) = heard.First();
        var read = node!.Services.GetRequiredService<IPaymentGateway>().Read(new Dictionary<string, string> { ["sandbox-signature"] = signature }, body);
        Assert.True(read.Is(out var told) && told is not null);
        Assert.Equal((attempt, "insufficient_funds"), (told.AttemptId, Assert.IsType<GatewayAnswer.Declined>(told.Outcome).Reason));
    }

    [Fact]
    public async Task says_nothing_about_what_was_answered_at_once()
    {
        await Pay("tok_ok");
        await Pay("tok_webhook_only", Guid.NewGuid());
        await Eventually.True(() => !heard.IsEmpty);

        Assert.DoesNotContain(heard, webhook => Attempt(webhook.Body) == attempt);
    }

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        receiver = builder.Build();
        receiver.MapPost("/heard", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            heard.Enqueue((request.Headers[SandboxGateway.SignatureHeader].ToString(), body.ToArray()));
            return Interlocked.Decrement(ref refusals) >= 0 ? Results.StatusCode(503) : Results.Ok();
        });
        await receiver.StartAsync();
        node = await Shop.With(("Payments:Sandbox:WebhookUrl", $"{receiver.Urls.First()}/heard"), ("Payments:Sandbox:RetryAfter", "0.05"), ("Payments:Sandbox:DecidesAfter", "0.05"));
    }

    public async Task DisposeAsync()
    {
        await node!.DisposeAsync();
        await receiver!.DisposeAsync();
    }

    private Task<GatewayAnswer> Pay(string token, Guid? other = null) =>
        node!.Services.GetRequiredService<IPaymentGateway>().Authorise(new(other ?? attempt, Guid.NewGuid(), new Money(1999, "EUR"), token), default);

    private static string Id(byte[] body) => JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;

    private static Guid Attempt(byte[] body) => JsonDocument.Parse(body).RootElement.GetProperty("attemptId").GetGuid();
}
