using System.Text.Json;
using System.Text.Json.Nodes;

namespace Commerce.Domain.Rulesets;

/// <summary>One thing that is another in one version than in an earlier one.</summary>
/// <param name="From">Since when it is or will be in force; null: in force when the version was published.</param>
/// <param name="Kind">E.g. <c>price_list</c>; <c>schedule</c> for rules that begin, or do not begin any more, at <paramref name="From"/>.</param>
/// <param name="Path">What of the rule, as a JSON pointer; empty for all of it.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Text">One sentence for a person.</param>
public sealed record RuleChange(DateTimeOffset? From, string Kind, string Code, string Path, string Change, string Text);

/// <summary>Says in words what differs between two versions of a ruleset. Pure.</summary>
public static class RulesetDiff
{
    public const string Added = "added";
    public const string Removed = "removed";
    public const string Changed = "changed";

    /// <param name="published">When the later one was: what had begun by then was in force, whichever version brought it.</param>
    public static IReadOnlyList<RuleChange> Between<T>(Timeline<T> before, Timeline<T> after, DateTimeOffset published)
        where T : class, IRuleContent<T>
    {
        var (was, now) = (before.AsOf(published), after.AsOf(published));
        var instants = was.Segments.Concat(now.Segments).Select(segment => segment.From).Distinct().Order();
        return [.. instants.SelectMany(from => At(from, was, now))];
    }

    /// <summary>What begins at an instant, in both. What is in force before anything else stands at the beginning of time.</summary>
    private static IEnumerable<RuleChange> At<T>(DateTimeOffset from, Timeline<T> before, Timeline<T> after)
        where T : class, IRuleContent<T>
    {
        var (was, now) = (Beginning(before, from), Beginning(after, from));
        DateTimeOffset? told = from == DateTimeOffset.MinValue ? null : from;
        if (told is not null && was is null)
            yield return new(told, "schedule", "", "", Added, $"Other rules come into force at {from:u}.");
        if (told is not null && now is null)
            yield return new(told, "schedule", "", "", Removed, $"Nothing changes at {from:u} any more.");

        // What begins anew is held against what it takes the place of; what does not begin any more needs no more words.
        if (now is not null || told is null)
            foreach (var change in Rules(was ?? (told is null ? null : after.At(from.AddTicks(-1))) ?? T.Empty, now ?? T.Empty))
                yield return change with { From = told };
    }

    private static T? Beginning<T>(Timeline<T> timeline, DateTimeOffset from)
        where T : class => timeline.Segments.FirstOrDefault(segment => segment.From == from)?.Rules;

    private static IEnumerable<RuleChange> Rules<T>(T before, T after)
        where T : class, IRuleContent<T>
    {
        var (was, now) = (before.Each().ToDictionary(rule => (rule.Kind, rule.Code), rule => rule.Definition), after.Each().ToDictionary(rule => (rule.Kind, rule.Code), rule => rule.Definition));
        foreach (var (kind, code) in was.Keys.Union(now.Keys).OrderBy(key => key.Kind, StringComparer.Ordinal).ThenBy(key => key.Code, StringComparer.Ordinal))
        {
            var name = $"{kind.Replace('_', ' ')} '{code}'";
            if (!was.TryGetValue((kind, code), out var old))
                yield return new(null, kind, code, "", Added, $"There is a new {name}.");
            else if (!now.TryGetValue((kind, code), out var changed))
                yield return new(null, kind, code, "", Removed, $"There is no {name} any more.");
            else
                foreach (var (path, change, text) in Members("", Node(old), Node(changed)))
                    yield return new(null, kind, code, path, change, $"Of the {name}, {text}");
        }
    }

    private static IEnumerable<(string Path, string Change, string Text)> Members(string path, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after))
            return [];

        return (before, after) switch
        {
            (JsonObject was, JsonObject now) => was.Select(member => member.Key).Union(now.Select(member => member.Key)).SelectMany(name => Members($"{path}/{name}", was[name], now[name])),
            (JsonArray was, JsonArray now) when IsOfWords(was) && IsOfWords(now) => Words(path, was, now),
            (JsonArray was, JsonArray now) => Enumerable.Range(0, Math.Max(was.Count, now.Count)).SelectMany(i => Members($"{path}/{i}", i < was.Count ? was[i] : null, i < now.Count ? now[i] : null)),
            (null, _) => [(path, Added, $"{path} is now {Said(after)}.")],
            (_, null) => [(path, Removed, $"{path} was {Said(before)} and is gone.")],
            _ => [(path, Changed, $"{path} was {Said(before)} and is now {Said(after)}.")],
        };
    }

    private static IEnumerable<(string Path, string Change, string Text)> Words(string path, JsonArray before, JsonArray after)
    {
        var (was, now) = (before.Select(Said).ToList(), after.Select(Said).ToList());
        foreach (var word in was.Except(now))
            yield return (path, Removed, $"{path} has no {word} any more.");
        foreach (var word in now.Except(was))
            yield return (path, Added, $"{path} has {word} too.");
        if (!was.Except(now).Any() && !now.Except(was).Any())
            yield return (path, Changed, $"{path} stands in another order: {string.Join(", ", now)}.");
    }

    private static bool IsOfWords(JsonArray list) => list.All(entry => entry is JsonValue);

    private static string Said(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? $"'{text}'" : node?.ToJsonString(RuleSpelling.Json) ?? "nothing";

    private static JsonNode? Node(object definition) => JsonSerializer.SerializeToNode(definition, definition.GetType(), RuleSpelling.Json);
}
