using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Commerce.Integration.Http;

/// <summary>Runs an <see cref="HttpFile"/> from top to bottom, as a reader would by clicking each request in turn.</summary>
internal sealed partial class HttpScript(HttpClient client, HttpFile file, IReadOnlyDictionary<string, string> given)
{
    private readonly Dictionary<string, Answer> answers = [];

    public sealed record Answer(HttpFile.Request Request, string Target, string? Sent, int Status, HttpResponseHeaders Headers, string? ContentType, string Body)
    {
        public bool IsExpected => Request.Expected is { } status ? Status == status : Status is >= 200 and < 300;

        public override string ToString() => $"{Request.Title}\n{Request.Method} {Target} answered {Status}, expected {Request.Expected?.ToString() ?? "2xx"}\n{Body}";
    }

    /// <summary>Every answer in order. Stops after one that is not expected: what follows builds on it.</summary>
    public async Task<IReadOnlyList<Answer>> Run()
    {
        var run = new List<Answer>();
        foreach (var request in file.Requests)
        {
            run.Add(await Send(request));
            if (request.Name is { } name)
                answers[name] = run[^1];
            if (!run[^1].IsExpected)
                break;
        }

        return run;
    }

    private async Task<Answer> Send(HttpFile.Request request)
    {
        var target = Fill(request.Target);
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), target);
        var sent = request.Body is { } body ? Fill(body) : null;
        if (sent is not null)
            message.Content = new StringContent(sent, Encoding.UTF8, "application/json");

        foreach (var (name, value) in request.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                message.Content?.Headers.ContentType = MediaTypeHeaderValue.Parse(Fill(value));
            else
                message.Headers.TryAddWithoutValidation(name, Fill(value));
        }

        using var response = await client.SendAsync(message);
        return new(request, target, sent, (int)response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    private string Fill(string text) => Reference().Replace(text, match => Value(match.Groups[1].Value.Trim()));

    private string Value(string reference) => reference switch
    {
        "$guid" => Guid.NewGuid().ToString(),
        "$timestamp" => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(),
        _ when given.TryGetValue(reference, out var value) => value,
        _ when file.Variables.TryGetValue(reference, out var value) => Fill(value),
        _ when AnswerPart().Match(reference) is { Success: true } part && answers.TryGetValue(part.Groups["name"].Value, out var answer) => Part(answer, part),
        _ => throw new InvalidOperationException($"Nothing in the file gives {{{{{reference}}}}} a value."),
    };

    private static string Part(Answer answer, Match part) => part.Groups["header"] is { Success: true, Value: var header }
        ? answer.Headers.GetValues(header).First()
        : Walk(JsonDocument.Parse(answer.Body).RootElement, part.Groups["path"].Value);

    private static string Walk(JsonElement element, string path)
    {
        foreach (var step in Steps().Matches(path).Select(match => match.Groups[1].Value))
            element = element.ValueKind == JsonValueKind.Array ? element[int.Parse(step)] : element.GetProperty(step);

        return element.ToString();
    }

    [GeneratedRegex(@"\{\{(.+?)\}\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(?<name>\w+)\.response\.(?:headers\.(?<header>[\w-]+)|body\.\$\.?(?<path>.*))$")]
    private static partial Regex AnswerPart();

    [GeneratedRegex(@"([^.\[\]'""]+)")]
    private static partial Regex Steps();
}
