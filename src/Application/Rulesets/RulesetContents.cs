using System.Text.Json;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>One version of a ruleset with its rules: what was in force when it was published, and what was to come.</summary>
public sealed record RulesetContents(RulesetVersion Version, IReadOnlyList<RulesetSegment> Segments)
{
    internal static RulesetContents Of<T>(RulesetVersion version, Timeline<T> rules)
        where T : class =>
        new(version, [.. rules.Segments.Select(segment => new RulesetSegment(segment.From == DateTimeOffset.MinValue ? null : segment.From, JsonSerializer.SerializeToElement(segment.Rules, RuleSpelling.Json)))]);
}

/// <param name="From">Null: in force from the publication on.</param>
/// <param name="Rules">As they were published: lists of rules by kind. Older versions lack what came later.</param>
public sealed record RulesetSegment(DateTimeOffset? From, JsonElement Rules);
