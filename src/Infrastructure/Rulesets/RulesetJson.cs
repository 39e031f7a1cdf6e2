using System.Text.Json;
using Commerce.Domain.Rulesets;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>Timelines of rules as they are stored and sent.</summary>
internal static class RulesetJson
{
    public static string Write<T>(Timeline<T> timeline)
        where T : class => JsonSerializer.Serialize(timeline, RuleSpelling.Json);

    public static Timeline<T> Read<T>(ReadOnlySpan<byte> json)
        where T : class => json.IsEmpty ? new([]) : JsonSerializer.Deserialize<Timeline<T>>(json, RuleSpelling.Json)!;

    /// <summary>Reads rules and makes them ready.</summary>
    public static Timeline<TReady> Read<T, TReady>(ReadOnlySpan<byte> json, Func<T, TReady> ready)
        where T : class
        where TReady : class => new([.. Read<T>(json).Segments.Select(segment => new Segment<TReady>(segment.From, ready(segment.Rules)))]);
}
