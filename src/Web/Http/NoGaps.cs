using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Commerce.Web.Http;

/// <summary>
/// Refuses null in every list and map of a request. The reader sees to it that no member is null that must not be, but says nothing of entries; all that works with a request relies on there being none.
/// </summary>
internal static class NoGaps
{
    /// <summary>Where the exception says which entry it was, as a JSON pointer from the object that holds the list: the reader knows the object's path only.</summary>
    public const string Entry = "entry";

    public static void Refuse(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object)
            return;

        var checks = type.Properties.Where(property => property.Get is not null && property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
            .Select(property => (property.Name, Get: property.Get!)).ToArray();
        if (checks.Length == 0)
            return;

        type.OnDeserialized += read =>
        {
            foreach (var (name, get) in checks)
                if (get(read) is { } entries && Gap(entries, $"/{name}") is { } gap)
                    throw new JsonException("Gap") { Data = { [Entry] = gap } };
        };
    }

    private static string? Gap(object entries, string path) => entries switch
    {
        IDictionary map => map.Keys.Cast<string>().Select(key => In(map[key], $"{path}/{UnreadableRequests.Escape(key)}")).FirstOrDefault(gap => gap is not null),

        // Numbers and the like are no objects, and never null; texts are lists of such.
        IEnumerable<object?> list => list.Select((entry, i) => In(entry, $"{path}/{i}")).FirstOrDefault(gap => gap is not null),
        _ => null,
    };

    private static string? In(object? entry, string path) => entry is null ? path : Gap(entry, path);
}
