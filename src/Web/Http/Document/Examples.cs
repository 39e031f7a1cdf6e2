using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Commerce.Web.Http.Document;

/// <summary>
/// Examples of requests and answers, recorded from the <c>.http</c> files beside the modules: <c>Examples/{operation}.json</c> holds <c>request</c>, <c>status</c> and <c>response</c>.
/// A test validates each against its schema.
/// </summary>
internal static class Examples
{
    private const string Folder = "Examples/";

    private static readonly FrozenDictionary<string, JsonNode> Recorded = Read().ToFrozenDictionary();

    public static void Add(OpenApiOperation operation)
    {
        if (operation.OperationId is null || !Recorded.TryGetValue(operation.OperationId, out var example))
            return;

        if (example["request"] is { } request && operation.RequestBody?.Content is { } body)
            foreach (var media in body.Values)
                media.Example = request.DeepClone();

        if (example["response"] is { } response && operation.Responses!.TryGetValue(example["status"]!.ToString(), out var answer))
            foreach (var media in answer.Content?.Values ?? [])
                media.Example = response.DeepClone();
    }

    private static IEnumerable<KeyValuePair<string, JsonNode>> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return new(Path.GetFileNameWithoutExtension(name[Folder.Length..]), JsonNode.Parse(stream)!);
        }
    }
}
