using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using Commerce.Application.Webhooks;
using Commerce.Infrastructure.Operations;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Webhooks;

/// <summary>
/// Sends what is due, at least once each: it counts as taken only when its endpoint answered 2xx. Each endpoint is served by itself, so that one that is dead or slow keeps nobody else waiting.
/// Any number of nodes may run this.
/// </summary>
internal sealed partial class WebhookSender(DueDeliveries deliveries, IWebhookEndpointList endpoints, WebhookSettings settings, TimeProvider clock, ILogger<WebhookSender> log)
    : Rounds(TimeSpan.FromSeconds(1), NotLookedAfter, log)
{
    private const int AtOnce = 8;

    private const string NotLookedAfter = "Outgoing events could not be looked after; they are sent later.";

    private static readonly TimeSpan PrunePause = TimeSpan.FromHours(1);

    /// <summary>Redirects are not followed: the address that was registered is the one that is told.</summary>
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = settings.TimeOut };

    private readonly ConcurrentDictionary<Guid, Task> served = new();

    private long pruned = clock.GetTimestamp();

    protected override async Task Round(CancellationToken ct)
    {
        foreach (var (id, url) in await deliveries.Endpoints(ct))
            if (!served.ContainsKey(id))
                served[id] = Serve(id, url, ct);

        if (clock.GetElapsedTime(pruned) < PrunePause)
            return;

        pruned = clock.GetTimestamp();
        await deliveries.Prune(ct);
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    private async Task Serve(Guid endpoint, Uri url, CancellationToken ct)
    {
        // The caller goes on to the next endpoint.
        await Task.Yield();
        try
        {
            var secret = await endpoints.SecretOf(endpoint, ct);
            while (await deliveries.Take(endpoint, AtOnce, ct) is { Count: > 0 } due)
                await Task.WhenAll(due.Select(delivery => Deliver(delivery, url, secret, ct)));
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            Failed(Log, fault);
        }
        finally
        {
            served.TryRemove(endpoint, out _);
        }
    }

    private async Task Deliver(DueDelivery delivery, Uri url, string secret, CancellationToken ct)
    {
        var (status, problem) = await Send(delivery, url, secret, ct);
        var state = await deliveries.Settle(delivery, status, problem, ct);
        Telemetry.WebhooksSent.Add(1, new KeyValuePair<string, object?>("outcome", state.ToLowerInvariant()));
        if (state == "Dead")
            GaveUp(Log, delivery.EventId, url, problem);
    }

    private async Task<(int? Status, string? Problem)> Send(DueDelivery delivery, Uri url, string secret, CancellationToken ct)
    {
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", delivery.EventId.ToString());
        request.Headers.Add("webhook-timestamp", second.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(secret, delivery.EventId, second, delivery.Body));
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : $"Answered {(int)answer.StatusCode}.");
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException || (unreachable is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return (null, unreachable is TaskCanceledException ? $"No answer within {settings.TimeOut.TotalSeconds} s." : unreachable.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {EventId} was given up for {Url}: {Problem} It can be sent again.")]
    private static partial void GaveUp(ILogger log, Guid eventId, Uri url, string? problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = NotLookedAfter)]
    private static partial void Failed(ILogger log, Exception fault);
}
