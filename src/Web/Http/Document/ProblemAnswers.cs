using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Commerce.Web.Http.Document;

/// <summary>Refusals as the document shows them: RFC 9457, with the codes that a status can carry.</summary>
internal static class ProblemAnswers
{
    private const string MediaType = "application/problem+json";

    public static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "RFC 9457 problem details. Branch on `code`; further members are the facts behind it.",
        Required = new HashSet<string> { "type", "title", "status", "detail", "code", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("Address of a page that explains the code."),
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = Text("One sentence for a person. Free to change."),
            ["code"] = Text("Stable name of the refusal."),
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "Names the request in logs and traces." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "With `request.invalid`: every fault of the request.",
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "pointer", "detail" },
                    Properties = new Dictionary<string, IOpenApiSchema> { ["pointer"] = Text("RFC 6901 JSON pointer into the body."), ["detail"] = Text("What is wrong there.") },
                },
            },
        },
    };

    public static OpenApiExample Example(ProblemEntry entry)
    {
        var status = entry.Statuses.FirstOrDefault(500);
        return new()
        {
            Summary = entry.Code,
            Value = new JsonObject
            {
                ["type"] = $"/problems/{entry.Code}",
                ["title"] = ReasonPhrases.GetReasonPhrase(status),
                ["status"] = status,
                ["detail"] = entry.Text.Split(". ")[0].TrimEnd('.') + ".",
                ["code"] = entry.Code,
                ["traceId"] = "0af7651916cd43dd8448eb211c80319c",
            },
        };
    }

    /// <summary>One component for all operations that can refuse with the same codes, named after the first of them unless the codes are everybody's.</summary>
    public static IOpenApiResponse Response(OpenApiDocument document, string operation, int status, Traits traits)
    {
        var codes = ProblemCatalog.Of(status).Where(traits.CanAnswer).ToList();
        var response = Inline(document, status, codes);
        var known = document.Components?.Responses ?? new Dictionary<string, IOpenApiResponse>();
        if (known.FirstOrDefault(component => component.Value.Description == response.Description).Key is { } name)
            return new OpenApiResponseReference(name, document);

        var owner = codes.Exists(entry => traits.Codes.Contains(entry.Code)) ? operation : "any";
        var same = known.Keys.Count(key => key.StartsWith($"{owner}.{status}", StringComparison.Ordinal));
        name = same == 0 ? $"{owner}.{status}" : $"{owner}.{status}.{same + 1}";
        document.AddComponent<IOpenApiResponse>(name, response);
        return new OpenApiResponseReference(name, document);
    }

    private static OpenApiResponse Inline(OpenApiDocument document, int status, List<ProblemEntry> codes)
    {
        var response = new OpenApiResponse
        {
            Description = codes.Count == 0 ? ReasonPhrases.GetReasonPhrase(status) : $"{ReasonPhrases.GetReasonPhrase(status)}: {string.Join(", ", codes.Select(entry => $"`{entry.Code}`"))}",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaType] = new()
                {
                    Schema = new OpenApiSchemaReference(WholeDocument.Problem, document),
                    Examples = codes.ToDictionary(entry => entry.Code, IOpenApiExample (entry) => new OpenApiExampleReference(entry.Code, document)),
                },
            },
        };

        if (status is 429 or 503)
            response.Headers = new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = new OpenApiHeader { Description = "Seconds until a repeat makes sense.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } } };

        return response;
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
