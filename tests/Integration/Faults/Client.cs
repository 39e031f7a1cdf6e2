using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Application.Inventory;
using Commerce.Integration.Proof;

namespace Commerce.Integration.Faults;

/// <summary>Somebody at the other end of the wire: every request goes into the history with its instants and its outcome, and none of them throws.</summary>
internal class Client(HttpClient http, Recorder recorder, string name)
{
    public string Name => name;

    /// <param name="key">An idempotency key; the same one makes it the same request.</param>
    /// <param name="mark">See <see cref="Operation.Mark"/>.</param>
    public async Task<Reply> Send(HttpMethod method, string path, object? body = null, string? key = null, string? mark = null, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        foreach (var (header, value) in headers)
            request.Headers.TryAddWithoutValidation(header, value);

        var (called, reply) = (TimeProvider.System.GetUtcNow(), Reply.None);
        try
        {
            using var answer = await http.SendAsync(request);
            reply = await Reply.Of(answer);
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException)
        {
            reply = reply with { Outcome = new Outcome.Unknown(lost.Message) };
        }

        var returned = reply.Status == 0 ? (DateTimeOffset?)null : TimeProvider.System.GetUtcNow();
        recorder.Add(new Operation(name, $"{method} {path}", body is null ? "" : JsonSerializer.Serialize(body), called, returned, reply.Outcome)
        {
            Key = key is null ? null : $"{name} {method} {path} {key}",
            Mark = mark,
        });
        return reply;
    }
}

/// <summary>What came back.</summary>
/// <param name="Status">0 when nothing did.</param>
internal sealed record Reply(int Status, JsonElement Body, Outcome Outcome, string? CartToken = null)
{
    public static readonly Reply None = new(0, default, new Outcome.Unknown("no answer"));

    public bool IsOk => Outcome is Outcome.Ok;

    /// <summary>A yes or a no, as opposed to anything that asks to try again.</summary>
    public bool IsDecided => Outcome is not Outcome.Unknown;

    public string Code => Outcome is Outcome.Fail fail ? fail.Code : "";

    public string State => Text("state");

    public string Text(string member) => Body.ValueKind is JsonValueKind.Object && Body.TryGetProperty(member, out var value) ? value.ToString() : "";

    public override string ToString() => $"{Status} {State}{Code}{(Outcome as Outcome.Unknown)?.Why}";

    public static async Task<Reply> Of(HttpResponseMessage answer)
    {
        var (status, text) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        var body = text.Length > 0 && text[0] == '{' ? JsonSerializer.Deserialize<JsonElement>(text) : default;
        var reply = new Reply(status, body, None.Outcome, answer.Headers.TryGetValues("Cart-Token", out var token) ? token.Single() : null);
        var code = reply.Text("code");

        return reply with
        {
            Outcome = status switch
            {
                < 300 => new Outcome.Ok(text, Guid.TryParse(reply.Text("orderId"), out var order) ? order : null),
                429 or >= 500 => new Outcome.Unknown($"{status} {code}", answer.Headers.Contains("Idempotency-Replayed")),
                _ when code is "idempotency.in_progress" => new Outcome.Unknown(code),
                _ => new Outcome.Fail(code, $"{reply.Text("detail")} {reply.Text("shortages")}", Shortages(body)),
            },
        };
    }

    private static IReadOnlyList<StockShortage> Shortages(JsonElement problem) => problem.ValueKind is JsonValueKind.Object && problem.TryGetProperty("shortages", out var shortages)
        ? shortages.Deserialize<StockShortage[]>(JsonSerializerOptions.Web)!
        : [];
}
