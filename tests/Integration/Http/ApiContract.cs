using System.Text.Json.Nodes;

namespace Commerce.Integration.Http;

/// <summary>The API document as a judge of requests and answers.</summary>
internal sealed class ApiContract(JsonNode document)
{
    private readonly JsonSchema schemas = new(document);

    public sealed record Operation(string Id, JsonNode Node);

    public static async Task<ApiContract> Of(HttpClient client) => new(JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!);

    public IEnumerable<Operation> Operations => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(operation => new Operation(operation.Value!["operationId"]!.GetValue<string>(), operation.Value)));

    /// <summary>The operation behind a request. Where several paths fit, the one with the most fixed words.</summary>
    public Operation? Find(string method, string target)
    {
        var path = Uri.TryCreate(target, UriKind.Absolute, out var absolute) && absolute.Scheme != Uri.UriSchemeFile ? absolute.AbsolutePath : target.Split('?')[0];
        var words = path.Trim('/').Split('/');

        return document["paths"]!.AsObject()
            .Where(known => Fits(known.Key.Trim('/').Split('/'), words) && known.Value![method.ToLowerInvariant()] is not null)
            .OrderBy(known => known.Key.Count(sign => sign == '{'))
            .Select(known => known.Value![method.ToLowerInvariant()]!)
            .Select(node => new Operation(node["operationId"]!.GetValue<string>(), node))
            .FirstOrDefault();
    }

    /// <summary>What an answer says that the document does not.</summary>
    public IEnumerable<string> Faults(Operation operation, int status, string? contentType, string body)
    {
        if (Response(operation.Node["responses"]![$"{status}"]) is not { } response)
            return [$"{operation.Id}: {status} is not documented"];
        if (body.Length == 0)
            return response["content"] is null ? [] : [$"{operation.Id}: {status} has no body"];
        if (response["content"]?[contentType ?? ""] is not { } media)
            return [$"{operation.Id}: {status} is not documented as {contentType}"];

        return media["schema"] is { } schema && contentType!.EndsWith("json", StringComparison.Ordinal) ? schemas.Faults(JsonNode.Parse(body), schema).Select(fault => $"{operation.Id} {status}{fault}") : [];
    }

    /// <summary>What the document does not say of a status and, where it is a refusal, its code; null when it says it. Request bodies that HTTP itself turns down have no code.</summary>
    public string? Refutes(Operation operation, int status, string? code) => Response(operation.Node["responses"]![$"{status}"]) switch
    {
        null => $"{operation.Id} answered {status} {code}; its document does not list that status",
        { } response when code is not null && response["content"]!["application/problem+json"]?["examples"]?[code] is null => $"{operation.Id} answered {status} {code}; its document does not list that code",
        _ => null,
    };

    /// <summary>Every example in the document, with its schema's objections.</summary>
    public IEnumerable<(string Where, IReadOnlyList<string> Faults)> Examples()
    {
        foreach (var operation in Operations)
        {
            var contents = operation.Node["responses"]!.AsObject().Select(answer => Response(answer.Value)!["content"]).Append(operation.Node["requestBody"]?["content"]);
            foreach (var media in contents.OfType<JsonObject>().SelectMany(content => content.Select(media => media.Value!)))
            {
                if (media["example"] is { } example)
                    yield return (operation.Id, [.. schemas.Faults(example, media["schema"]!)]);
                foreach (var (code, named) in media["examples"] as JsonObject ?? [])
                    yield return ($"{operation.Id} {code}", [.. schemas.Faults(schemas.Resolve(named!["$ref"]!.GetValue<string>())["value"], media["schema"]!)]);
            }
        }
    }

    private JsonNode? Response(JsonNode? node) => node?["$ref"] is { } reference ? schemas.Resolve(reference.GetValue<string>()) : node;

    private static bool Fits(string[] template, string[] words) =>
        template.Length == words.Length && template.Zip(words).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
}
