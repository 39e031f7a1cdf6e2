using System.Text.RegularExpressions;

namespace Commerce.Architecture.Support;

/// <summary>
/// A Redis script as its header describes it and as its body does it. The header is the comment that opens the file:
/// <c>-- KEYS[1]  name  type  meaning</c>, <c>-- ARGV[1]  name  unit</c> and <c>-- Returns  {'status', value} or …</c>. <c>KEYS[2..n]</c> stands for as many as are sent.
/// </summary>
internal sealed partial class LuaScript(SourceFile file)
{
    private readonly string header = string.Join('\n', file.Text.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)));
    private readonly string body = string.Join('\n', file.Text.Split('\n').Select(line => Comment().Replace(line, "")));

    /// <summary>A file of functions that others join in front of themselves: it takes nothing itself.</summary>
    private bool IsShared => !Used("KEYS").Any() && !Used("ARGV").Any();

    public IEnumerable<string> Offences()
    {
        if (header.Length == 0)
            yield return $"{file} has no header that says what it is for";

        if (IsShared)
            yield break;

        foreach (var table in new[] { "KEYS", "ARGV" })
        {
            var (named, used) = (Named(table).ToList(), Used(table).ToHashSet());
            if (!named.Select(entry => entry.Index).ToHashSet().SetEquals(used))
                yield return $"{file}: the header names {table} {Listed(named.Select(entry => entry.Index))}, the body uses {Listed(used)}";

            foreach (var (index, name) in named.Where(entry => Locals().TryGetValue($"{table}[{entry.Index}]", out var local) && local != entry.Name))
                yield return $"{file}: {table}[{index}] is '{name}' in the header and '{Locals()[$"{table}[{index}]"]}' in the body";
        }

        foreach (Match untyped in UntypedKey().Matches(header))
            yield return $"{file}: '{untyped.Value.Trim()}' does not say of which Redis type the key is";

        var (promised, given) = (Replies(ReturnsSection().Match(header).Value).ToHashSet(), Replies(string.Join('\n', Returns().Matches(body))).ToHashSet());
        if (!ReturnsSection().IsMatch(header))
            yield return $"{file} does not say what it returns";
        else if (!promised.SetEquals(given))
            yield return $"{file}: the header promises {Listed(promised)}, the body returns {Listed(given)}";
    }

    private IEnumerable<(string Index, string Name)> Named(string table) =>
        Entry().Matches(header).Where(entry => entry.Groups["table"].Value == table).Select(entry => (entry.Groups["index"].Value, entry.Groups["name"].Value));

    /// <summary>Indices in the body; a loop or a length over the table counts as "and so on" after the highest one that is spelled out.</summary>
    private IEnumerable<string> Used(string table)
    {
        var fixedOnes = Regex.Matches(body, $@"\b{table}\[(\d+)\]").Select(match => int.Parse(match.Groups[1].Value)).Distinct().Order().ToList();
        foreach (var index in fixedOnes)
            yield return $"{index}";

        if (Regex.IsMatch(body, $@"\b{table}\b(?!\[\d+\])"))
            yield return $"{fixedOnes.LastOrDefault() + 1}..n";
    }

    private Dictionary<string, string> Locals() => Assignment().Matches(body)
        .SelectMany(match => match.Groups["names"].Value.Split(',').Zip(match.Groups["values"].Value.Split(','), (name, value) => (Name: name.Trim(), Source: Argument().Match(value).Value)))
        .Where(pair => pair.Source.Length > 0)
        .GroupBy(pair => pair.Source)
        .ToDictionary(group => group.Key, group => group.First().Name);

    /// <summary>The table replies, each as its status and how many values it carries: <c>ok/3</c>.</summary>
    private static IEnumerable<string> Replies(string text) =>
        Reply().Matches(text).Select(reply => $"{reply.Groups["status"].Value}/{1 + Commas(reply.Groups["rest"].Value)}");

    private static int Commas(string text)
    {
        var (depth, commas) = (0, 0);
        foreach (var sign in text)
        {
            depth += sign is '(' or '{' or '[' ? 1 : sign is ')' or '}' or ']' ? -1 : 0;
            commas += sign == ',' && depth == 0 ? 1 : 0;
        }

        return commas;
    }

    private static string Listed(IEnumerable<string> items) => $"[{string.Join(", ", items.Order())}]";

    [GeneratedRegex(@"--.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^--\s+(?<table>KEYS|ARGV)\[(?<index>\d+(?:\.\.n)?)\]\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^--\s+KEYS\[[^\]]+\]\s+\w+\b(?!\s+(?:string|hash|zset|set|list|stream)\b).*$", RegexOptions.Multiline)]
    private static partial Regex UntypedKey();

    [GeneratedRegex(@"^\s*local\s+(?<names>\w+(?:\s*,\s*\w+)*)\s*=\s*(?<values>[^\n]*(?:KEYS|ARGV)\[[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?:KEYS|ARGV)\[\d+\]")]
    private static partial Regex Argument();

    [GeneratedRegex(@"^--\s+Returns\b(?:.|\n)*", RegexOptions.Multiline)]
    private static partial Regex ReturnsSection();

    [GeneratedRegex(@"^[^\n]*?(?<!function[^\n]*)\breturn\b[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Returns();

    [GeneratedRegex(@"\{\s*'(?<status>\w+)'(?<rest>(?:[^{}]|\{[^{}]*\})*)\}")]
    private static partial Regex Reply();
}
