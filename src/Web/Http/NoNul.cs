using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Commerce.Web.Http;

/// <summary>
/// Refuses U+0000 in every text of a request. PostgreSQL cannot keep it, and what only Redis keeps today is copied there tomorrow.
/// Works on what was read, so that the documented schemas stay those of plain strings.
/// </summary>
internal static class NoNul
{
    /// <summary>Where the exception says which member of the object it was: the reader knows the object's path only.</summary>
    public const string Member = "member";

    public static void Refuse(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object)
            return;

        var checks = type.Properties.Where(property => property.Get is not null && HoldsText(property.PropertyType)).Select(property => (property.Name, Get: property.Get!)).ToArray();
        if (checks.Length == 0)
            return;

        type.OnDeserialized += read =>
        {
            foreach (var (name, get) in checks)
                if (HasNul(get(read)))
                    throw new JsonException("NUL") { Data = { [Member] = name } };
        };
    }

    private static bool HoldsText(Type type) =>
        type == typeof(string) || type == typeof(JsonElement) || type == typeof(JsonElement?)
        || type.IsAssignableTo(typeof(IEnumerable<string>)) || type.IsAssignableTo(typeof(IEnumerable<KeyValuePair<string, string>>));

    private static bool HasNul(object? value) => value switch
    {
        string text => text.Contains('\0', StringComparison.Ordinal),
        JsonElement { ValueKind: not JsonValueKind.Undefined } json => json.GetRawText().Contains("\\u0000", StringComparison.Ordinal),
        IEnumerable<string> texts => texts.Any(HasNul),
        IEnumerable<KeyValuePair<string, string>> pairs => pairs.Any(pair => HasNul(pair.Key) || HasNul(pair.Value)),
        _ => false,
    };
}
