using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Domain.Rulesets;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>How rules are written down, for ever: add members, never rename or remove them.</summary>
internal static class RulesetJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write<T>(Timeline<T> timeline)
        where T : class => JsonSerializer.Serialize(timeline, Options);

    public static Timeline<T> Read<T>(ReadOnlySpan<byte> json)
        where T : class => json.IsEmpty ? new([]) : JsonSerializer.Deserialize<Timeline<T>>(json, Options)!;

    /// <summary>Reads rules and makes them ready.</summary>
    public static Timeline<TReady> Read<T, TReady>(ReadOnlySpan<byte> json, Func<T, TReady> ready)
        where T : class
        where TReady : class => new([.. Read<T>(json).Segments.Select(segment => new Segment<TReady>(segment.From, ready(segment.Rules)))]);
}
