using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Payments.Sandbox;

/// <summary>Delivers the sandbox's webhooks, at least once each: a webhook counts as taken only when its receiver answered 2xx. Any number of nodes may run this.</summary>
internal sealed partial class SandboxWebhooks(SandboxLedger ledger, SandboxAccount account, SandboxSettings settings, NpgsqlDataSource source, TimeProvider clock, ILogger<SandboxWebhooks> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromDays(3);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ledger.DecideDue(stoppingToken);
                while (await DeliverDue(stoppingToken))
                {
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, failure);
            }

            await account.Rest(Poll, stoppingToken);
        }
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    /// <summary>True when there may be more. Taking an event moves its next try ahead, so that a node that dies now loses nothing.</summary>
    private async Task<bool> DeliverDue(CancellationToken ct)
    {
        var due = new List<(string Id, byte[] Body, Uri? Url)>();
        await using (var command = source.CreateCommand("""
            update sandbox_event set tries = tries + 1, deliver_at = now() + least($1 * power(2, least(tries, 30)), $2) * interval '1 second'
            where id in (select id from sandbox_event where delivered_at is null and deliver_at <= now() and created_at > now() - $3 * interval '1 second' order by deliver_at limit 16 for update skip locked)
            returning id, body, webhook_url
            """))
        {
            command.Parameters.AddWithValue(settings.RetryAfter.TotalSeconds);
            command.Parameters.AddWithValue(LongestPause.TotalSeconds);
            command.Parameters.AddWithValue(GivesUpAfter.TotalSeconds);
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                due.Add((rows.GetString(0), Encoding.UTF8.GetBytes(rows.GetString(1)), rows.IsDBNull(2) ? null : new Uri(rows.GetString(2))));
        }

        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (webhook, token) =>
        {
            if (await Deliver(webhook.Id, webhook.Body, webhook.Url ?? account.WebhookUrl, token))
                await Delivered(webhook.Id, token);
        });

        return due.Count > 0;
    }

    private async Task<bool> Deliver(string id, byte[] body, Uri url, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(SandboxGateway.SignatureHeader, WebhookSignature.Of(account.Secret, clock.GetUtcNow(), body));
        try
        {
            using var answer = await http.SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode)
                NotTaken(log, id, (int)answer.StatusCode);

            return answer.IsSuccessStatusCode;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException || (unreachable is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>One copy less to send; after the last the event is done.</summary>
    private async Task Delivered(string id, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "update sandbox_event set copies = copies - 1, deliver_at = now(), delivered_at = case when copies <= 1 then now() end where id = $1");
        command.Parameters.AddWithValue(id);
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sandbox's webhook {Id} was answered {Status}; it is sent again later.")]
    private static partial void NotTaken(ILogger log, string id, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sandbox could not look after its webhooks; it goes on.")]
    private static partial void Failed(ILogger log, Exception failure);
}
