using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Commerce.Application.Payments;
using Commerce.Infrastructure.Payments;
using Commerce.Infrastructure.Payments.Stripe;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Payments.Stripe;

/// <summary>A node that is paid through a Stripe of the spec's own.</summary>
public sealed class StripeShop : IAsyncLifetime
{
    public const string Secret = "whsec_of_the_double";
    public const string RetiredSecret = "whsec_that_goes";

    private Node? node;
    private StripeDouble? stripe;

    public Shop Shop => Shop.On(node!);

    internal StripeDouble Stripe => stripe!;

    internal IPaymentGateway Gateway => node!.Services.GetServices<IPaymentGateway>().Single(gateway => gateway.Provider == "stripe");

    public async Task InitializeAsync()
    {
        stripe = await StripeDouble.Start();
        node = await Node();
    }

    public async Task DisposeAsync()
    {
        await node!.DisposeAsync();
        await stripe!.DisposeAsync();
    }

    /// <summary>A node of this Stripe's, with settings of its own.</summary>
    internal Task<Node> Node(params (string Name, string? Value)[] settings) => Shop.With([
        ("Payments:Stripe:SecretKey", StripeDouble.SecretKey), ("Payments:Stripe:WebhookSecret", Secret), ("Payments:Stripe:RetiredWebhookSecret", RetiredSecret),
        ("Payments:Stripe:ApiBase", stripe!.Address.ToString()), ("Payments:Stripe:TimeOut", "2"), .. settings]);

    /// <summary>Delivers what Stripe has to say of a payment, in order or in any other, each event signed anew.</summary>
    internal async Task Tell(string intent, bool reversed = false)
    {
        var events = Stripe.Books.EventsOf(intent);
        foreach (var said in reversed ? events.Reverse() : events)
            Assert.Equal(System.Net.HttpStatusCode.NoContent, (await Post(said.ToJsonString())).StatusCode);
    }

    /// <param name="signature">Null: signed as Stripe does; empty: not at all.</param>
    internal async Task<HttpResponseMessage> Post(string body, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks/payments/stripe") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if ((signature ?? Sign(body)) is { Length: > 0 } header)
            request.Headers.Add(StripeGateway.SignatureHeader, header);

        return await node!.Client.SendAsync(request);
    }

    internal static string Sign(string body, string secret = Secret, TimeSpan ago = default) => WebhookSignature.Of(secret, TimeProvider.System.GetUtcNow() - ago, Encoding.UTF8.GetBytes(body));

    internal JsonObject Intent(string checkout) => Stripe.Books.Of(Guid.Parse(checkout));

    internal string Status(string checkout) => (string)Intent(checkout)["status"]!;
}
