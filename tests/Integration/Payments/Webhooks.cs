using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Commerce.Infrastructure.Payments;
using Commerce.Infrastructure.Payments.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Payments;

/// <summary>Webhooks as the sandbox sends them, made by hand.</summary>
internal static class Webhooks
{
    public const string Path = "/v1/webhooks/payments/sandbox";

    public static string Body(Guid attempt, string type = "payment.authorised", string? id = null, string? key = null, long amount = 1999, string reference = "pay_1", string? reason = null) => JsonSerializer.Serialize(new
    {
        id = id ?? $"evt_{Guid.NewGuid():N}",
        type,
        createdAt = DateTimeOffset.UnixEpoch,
        reference,
        attemptId = attempt,
        currency = "EUR",
        amount,
        reason,
        key,
    });

    public static string Sign(IServiceProvider services, string body, TimeSpan ago = default) => WebhookSignature.Of(
        services.GetRequiredService<SandboxAccount>().Secret, services.GetRequiredService<TimeProvider>().GetUtcNow() - ago, Encoding.UTF8.GetBytes(body));

    public static async Task<HttpResponseMessage> Post(HttpClient client, string body, string? signature, string path = Path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null)
            request.Headers.Add(SandboxGateway.SignatureHeader, signature);

        return await client.SendAsync(request);
    }

    /// <summary>One entry per stored event of an attempt: whether it has had its effect.</summary>
    public static async Task<List<bool>> Stored(IServiceProvider services, Guid attempt)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select settled_at is not null from payment_event where attempt_id = $1");
        command.Parameters.AddWithValue(attempt);
        await using var rows = await command.ExecuteReaderAsync();
        var settled = new List<bool>();
        while (await rows.ReadAsync())
            settled.Add(rows.GetBoolean(0));

        return settled;
    }
}
