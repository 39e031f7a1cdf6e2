using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Commerce.Integration.Http;

/// <summary>The examples of the API document, one file for each operation, taken from what the <c>.http</c> files were really answered.</summary>
internal static class RecordedExamples
{
    private const int MostItems = 2;
    private const int LongestSecret = 48;

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Folder = Path.Combine(HttpExamples.Root, "src", "Web", "Examples");

    public static bool Has(string operation) => File.Exists(FileOf(operation));

    public static void Record(string operation, HttpScript.Answer answer)
    {
        var example = new JsonObject { ["status"] = answer.Status };
        if (answer.Sent is { } sent && sent.AsSpan().TrimStart() is ['{' or '[', ..])
            example["request"] = Short(JsonNode.Parse(sent));
        if (answer.Body.Length > 0)
            example["response"] = Short(JsonNode.Parse(answer.Body));

        Directory.CreateDirectory(Folder);
        File.WriteAllText(FileOf(operation), example.ToJsonString(Pretty).ReplaceLineEndings("\n") + "\n");
    }

    /// <summary>Long lists and secrets teach nothing.</summary>
    private static JsonNode? Short(JsonNode? node) => node switch
    {
        JsonArray items => new JsonArray([.. items.Take(MostItems).Select(Short)]),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, IsSecret(member) ? $"{member.Value!.GetValue<string>()[..LongestSecret]}…" : Short(member.Value)))),
        _ => node?.DeepClone(),
    };

    private static bool IsSecret(KeyValuePair<string, JsonNode?> member) =>
        member.Value is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.GetValue<string>().Length > LongestSecret
        && (member.Key.EndsWith("oken", StringComparison.Ordinal) || member.Key is "key" or "secret" or "next");

    private static string FileOf(string operation) => Path.Combine(Folder, $"{operation}.json");
}
