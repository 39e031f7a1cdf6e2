using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Integration.Payments.Stripe;

/// <summary>
/// A server that speaks Stripe's wire format for the calls we use: form-encoded bodies, Stripe's objects and error envelopes, idempotency keys that replay and that refuse other parameters,
/// and switches for what goes wrong on the way.
/// </summary>
internal sealed class StripeDouble : IAsyncDisposable
{
    public const string SecretKey = "sk_test_of_the_double";

    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Request, int Status, string Body)> keys = [];

    private StripeDouble(WebApplication app) => this.app = app;

    public StripeBooks Books { get; } = new();

    /// <summary>Operation (create, confirm, capture, cancel, refund) → what becomes of it and its repeats, until it is taken out again.</summary>
    public Dictionary<string, Fault> Faults { get; } = [];

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public enum Fault
    {
        /// <summary>The connection breaks and nothing was done.</summary>
        LostBefore,

        /// <summary>It is done, and the connection breaks before the answer.</summary>
        LostAfter,

        /// <summary>503.</summary>
        Broken,

        /// <summary>500, once for each key: nothing was done, and Stripe says so again to every repeat.</summary>
        Crashed,

        /// <summary>429.</summary>
        Busy,
    }

    public static async Task<StripeDouble> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var stripe = new StripeDouble(builder.Build());
        stripe.app.MapPost("/v1/payment_intents", context => stripe.Do(context, "create", form => stripe.Books.Create(form)));
        stripe.app.MapPost("/v1/payment_intents/{id}/confirm", context => stripe.Do(context, "confirm", form => stripe.Books.Confirm(Id(context), form, stripe.Address)));
        stripe.app.MapPost("/v1/payment_intents/{id}/capture", context => stripe.Do(context, "capture", form => stripe.Books.Capture(Id(context), form)));
        stripe.app.MapPost("/v1/payment_intents/{id}/cancel", context => stripe.Do(context, "cancel", _ => stripe.Books.Cancel(Id(context))));
        stripe.app.MapPost("/v1/refunds", context => stripe.Do(context, "refund", form => stripe.Books.Refund(form)));
        stripe.app.MapGet("/v1/payment_intents/{id}", context => stripe.Do(context, "get", _ => stripe.Books.Get(Id(context), context.Request.Query.ContainsKey("expand[0]"))));
        stripe.app.MapGet("/v1/refunds", context => stripe.Do(context, "list", _ => stripe.Books.Refunds(context.Request.Query["payment_intent"]!)));
        stripe.app.MapPost("/challenge/{id}", (string id, bool approve) => stripe.Books.Authenticate(id, approve));
        await stripe.app.StartAsync();
        return stripe;
    }

    /// <summary>As after a day: Stripe remembers no key any more.</summary>
    public void ForgetKeys()
    {
        lock (gate)
            keys.Clear();
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private async Task Do(HttpContext context, string operation, Func<IReadOnlyDictionary<string, string>, (int Status, JsonNode Body)> act)
    {
        var form = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString()) : [];
        var fault = Faults.TryGetValue(operation, out var set) ? set : (Fault?)null;
        if (fault is Fault.LostBefore)
        {
            context.Abort();
            return;
        }

        var (status, body) = fault switch
        {
            Fault.Broken => (503, StripeBooks.Error("api_error", null, "Something went wrong.").ToJsonString()),
            Fault.Busy => (429, StripeBooks.Error("invalid_request_error", "rate_limit", "Too many requests.").ToJsonString()),
            Fault.Crashed => Answer(context, form, _ => (500, StripeBooks.Error("api_error", null, "Something went wrong."))),
            _ => Answer(context, form, act),
        };

        if (fault is Fault.LostAfter)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["Request-Id"] = $"req_{Guid.NewGuid():N}";
        await context.Response.WriteAsync(body);
    }

    private (int Status, string Body) Answer(HttpContext context, Dictionary<string, string> form, Func<IReadOnlyDictionary<string, string>, (int Status, JsonNode Body)> act)
    {
        if (context.Request.Headers.Authorization != $"Bearer {SecretKey}")
            return (401, StripeBooks.Error("invalid_request_error", null, "Invalid API Key provided.").ToJsonString());

        var request = $"{context.Request.Path} {string.Join('&', form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"))}";
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        lock (gate)
        {
            if (key.Length > 0 && keys.TryGetValue(key, out var known))
            {
                context.Response.Headers["Idempotent-Replayed"] = "true";
                return known.Request == request
                    ? (known.Status, known.Body)
                    : (400, StripeBooks.Error("idempotency_error", null, "Keys for idempotent requests can only be used with the same parameters they were first used with.").ToJsonString());
            }

            var (status, answer) = act(form);
            var body = answer.ToJsonString();

            // What fails its validation is not kept; what was carried out is, declines too.
            if (key.Length > 0 && status is not 400 and not 404)
                keys[key] = (request, status, body);

            return (status, body);
        }
    }
}
