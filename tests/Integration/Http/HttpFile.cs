using System.Text.RegularExpressions;

namespace Commerce.Integration.Http;

/// <summary>
/// An <c>.http</c> file as editors know it: <c>@name = value</c> for variables, <c>###</c> between requests, <c># @name x</c> to refer to an answer later.
/// One comment is ours: <c># expect: 409</c> names the status a request is meant to get; without it any 2xx will do.
/// </summary>
internal sealed partial record HttpFile(IReadOnlyDictionary<string, string> Variables, IReadOnlyList<HttpFile.Request> Requests)
{
    public sealed record Request(string Title, string? Name, int? Expected, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, string? Body);

    public static HttpFile Parse(string text)
    {
        var blocks = Separator().Split(text.ReplaceLineEndings("\n"));
        var variables = Variable().Matches(text).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value.Trim());

        return new(variables, [.. blocks.Select(ParseRequest).OfType<Request>()]);
    }

    private static Request? ParseRequest(string block)
    {
        var lines = block.Split('\n');
        var start = Array.FindIndex(lines, line => RequestLine().IsMatch(line));
        if (start < 0)
            return lines.Skip(1).FirstOrDefault(SaysMore) is { } odd ? throw new FormatException($"'{odd}' is no request line.") : null;

        var line = RequestLine().Match(lines[start]);
        var comments = lines[..start];
        var headers = lines[(start + 1)..].TakeWhile(header => !string.IsNullOrWhiteSpace(header)).ToList();
        var body = string.Join('\n', lines.Skip(start + 1 + headers.Count)).Trim();

        return new(
            comments.Length > 0 && !comments[0].StartsWith('#') && !comments[0].StartsWith('@') && comments[0].Trim() is { Length: > 0 } title ? title : lines[start],
            Said(comments, NameComment()),
            Said(comments, ExpectComment()) is { } status ? int.Parse(status) : null,
            line.Groups["method"].Value,
            line.Groups["target"].Value,
            [.. headers.Where(header => !header.StartsWith('#')).Select(header => header.Split(':', 2)).Select(parts => (parts[0].Trim(), parts[1].Trim()))],
            body.Length == 0 ? null : body);
    }

    /// <summary>More than a title, comments and variables: a request that is not understood must not pass for one that was run.</summary>
    private static bool SaysMore(string line) => !string.IsNullOrWhiteSpace(line) && line[0] is not ('#' or '@') && !line.StartsWith("//", StringComparison.Ordinal);

    private static string? Said(IEnumerable<string> comments, Regex what) =>
        comments.Select(comment => what.Match(comment)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    [GeneratedRegex(@"^###[ \t]*", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(?<name>\w+)[ \t]*=[ \t]*(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(?<target>\S+)(?:\s+HTTP/\S+)?\s*$")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"^(?:#|//)\s*@name\s+(\w+)")]
    private static partial Regex NameComment();

    [GeneratedRegex(@"^(?:#|//)\s*expect:\s*(\d{3})")]
    private static partial Regex ExpectComment();
}
