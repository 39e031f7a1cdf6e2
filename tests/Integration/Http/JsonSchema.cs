using System.Text.Json.Nodes;

namespace Commerce.Integration.Http;

/// <summary>As much of JSON Schema as the API document uses. What it does not understand it refuses to judge.</summary>
internal sealed class JsonSchema(JsonNode document)
{
    private static readonly HashSet<string> Understood =
        ["$ref", "type", "enum", "required", "properties", "items", "additionalProperties", "oneOf", "anyOf", "allOf", "nullable",
         "format", "description", "title", "default", "example", "examples", "pattern", "minimum", "maximum", "minLength", "maxLength", "discriminator", "const"];

    /// <summary>Everything about a value that its schema does not allow; nothing when it conforms.</summary>
    public IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string at = "")
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
            return Faults(value, Resolve(reference), at);

        foreach (var (keyword, _) in schema.AsObject().Where(keyword => !Understood.Contains(keyword.Key)))
            throw new NotSupportedException($"JsonSchema does not understand '{keyword}'.");

        return [.. TypeFaults(value, schema, at), .. Alternatives(value, schema, at), .. ObjectFaults(value as JsonObject, schema, at), .. ArrayFaults(value as JsonArray, schema, at)];
    }

    public JsonNode Resolve(string reference) => reference.TrimStart('#', '/').Split('/').Aggregate(document, (node, step) => node[step.Replace("~1", "/", StringComparison.Ordinal)]!);

    private static IEnumerable<string> TypeFaults(JsonNode? value, JsonNode schema, string at)
    {
        var allowed = schema["type"] switch { JsonArray several => several.Select(type => type!.GetValue<string>()).ToList(), JsonValue one => [one.GetValue<string>()], _ => [] };
        if (allowed.Count > 0 && !Types(value).Any(allowed.Contains))
            yield return $"{at}: {value?.ToJsonString() ?? "null"} is not {string.Join(" or ", allowed)}";
        if (schema["enum"] is JsonArray values && value is not null && !values.Any(known => JsonNode.DeepEquals(known, value)))
            yield return $"{at}: {value.ToJsonString()} is none of {values.ToJsonString()}";
    }

    private IEnumerable<string> Alternatives(JsonNode? value, JsonNode schema, string at)
    {
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray options && !options.Any(option => !Faults(value, option!, at).Any()))
            yield return $"{at}: {value?.ToJsonString() ?? "null"} fits none of its alternatives";
        foreach (var fault in (schema["allOf"] as JsonArray ?? []).SelectMany(part => Faults(value, part!, at)))
            yield return fault;
    }

    private IEnumerable<string> ObjectFaults(JsonObject? value, JsonNode schema, string at)
    {
        if (value is null)
            yield break;

        foreach (var name in (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !value.ContainsKey(name)))
            yield return $"{at}/{name} is missing";

        var known = schema["properties"] as JsonObject ?? [];
        foreach (var (name, member) in value)
            foreach (var fault in MemberFaults(member, known[name] ?? schema["additionalProperties"], $"{at}/{name}"))
                yield return fault;
    }

    private IEnumerable<string> MemberFaults(JsonNode? member, JsonNode? schema, string at) => schema switch
    {
        null => [],
        JsonValue allowed => allowed.GetValue<bool>() ? [] : [$"{at} is not documented"],
        _ => Faults(member, schema, at),
    };

    private IEnumerable<string> ArrayFaults(JsonArray? value, JsonNode schema, string at) =>
        value is null || schema["items"] is not { } items ? [] : value.SelectMany((item, index) => Faults(item, items, $"{at}/{index}"));

    private static string[] Types(JsonNode? value) => value?.GetValueKind() switch
    {
        null or System.Text.Json.JsonValueKind.Null => ["null"],
        System.Text.Json.JsonValueKind.Object => ["object"],
        System.Text.Json.JsonValueKind.Array => ["array"],
        System.Text.Json.JsonValueKind.String => ["string"],
        System.Text.Json.JsonValueKind.Number => value.AsValue().TryGetValue<long>(out _) || value.ToJsonString().All(sign => char.IsAsciiDigit(sign) || sign == '-') ? ["integer", "number"] : ["number"],
        _ => ["boolean"],
    };
}
