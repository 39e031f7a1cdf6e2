using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Commerce.Integration.OutgoingEvents;

/// <summary>Somebody else's program that is told what happens in the shop.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Told> heard = new();
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication app;

    private Receiver(WebApplication app, Uri url) => (this.app, Url) = (app, url);

    public Uri Url { get; }

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 204;

    /// <summary>It takes requests and does not answer them.</summary>
    public bool Hangs { get; set; }

    public IReadOnlyList<Told> Heard => [.. heard];

    /// <summary>One delivery as it came.</summary>
    internal sealed record Told(string Id, string Timestamp, string Signature, byte[] Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public string Type => Json.GetProperty("type").GetString()!;

        public bool IsAbout(Guid order) => Json.TryGetProperty("order", out var about) && about.GetProperty("id").GetGuid() == order;

        /// <summary>As a reader of docs/webhooks.md would check it.</summary>
        public bool IsSignedWith(string secret)
        {
            var signed = Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.").Concat(Body).ToArray();
            return Signature == $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed))}";
        }
    }

    public static async Task<Receiver> Start(int? port = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var url = new Uri($"http://127.0.0.1:{port ?? Commerce.Host.Backends.Ports.Free()}/hooks");
        app.Urls.Add(url.GetLeftPart(UriPartial.Authority));
        var receiver = new Receiver(app, url);
        app.MapPost("/hooks", receiver.Hear);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Has the shop tell it; the answer has the secret.</summary>
    public Task<JsonElement> Register(Shop shop, params string[] types) => Register(shop, Url, types);

    public static async Task<JsonElement> Register(Shop shop, Uri url, params string[] types) =>
        await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Post, "/v1/admin/webhook-endpoints", new { url, types })));

    /// <summary>What it heard of an order, once it has heard so many things of it.</summary>
    public async Task<IReadOnlyList<Told>> Hears(Guid order, int things)
    {
        await Eventually.True(() => Heard.Count(told => told.IsAbout(order)) >= things);
        return [.. Heard.Where(told => told.IsAbout(order))];
    }

    public async ValueTask DisposeAsync()
    {
        released.TrySetResult();
        await app.DisposeAsync();
    }

    private async Task<IResult> Hear(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        heard.Enqueue(new(request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString(), request.Headers["webhook-signature"].ToString(), body.ToArray()));
        if (Hangs)
            await released.Task;

        return Results.StatusCode(Status);
    }
}
