using System.Text.Json;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>Timelines of rules as they are stored and sent.</summary>
internal static class RulesetJson
{
    private static readonly Timeline<PricingRules> Unpublished = new([new(DateTimeOffset.MinValue, new(PricingContent.Empty with { Shipping = [.. BuiltInShipping.Tables] }))]);

    public static string Write<T>(Timeline<T> timeline)
        where T : class => JsonSerializer.Serialize(timeline, RuleSpelling.Json);

    public static Timeline<T> Read<T>(ReadOnlySpan<byte> json)
        where T : class => json.IsEmpty ? new([]) : JsonSerializer.Deserialize<Timeline<T>>(json, RuleSpelling.Json)!;

    /// <summary>Reads the rules of prices and makes them ready. Where none were published, there are the ways of sending a new shop can live with.</summary>
    public static Timeline<PricingRules> Pricing(ReadOnlySpan<byte> json) => json.IsEmpty ? Unpublished : Read<PricingContent, PricingRules>(json, content => new(content));

    /// <summary>Reads rules and makes them ready.</summary>
    public static Timeline<TReady> Read<T, TReady>(ReadOnlySpan<byte> json, Func<T, TReady> ready)
        where T : class
        where TReady : class => new([.. Read<T>(json).Segments.Select(segment => new Segment<TReady>(segment.From, ready(segment.Rules)))]);
}
