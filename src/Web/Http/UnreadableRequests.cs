using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commerce.Application.Pipeline;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Http;

/// <summary>From what the framework throws at a request it cannot read to a problem that says which member it was, and nothing about our classes.</summary>
internal static partial class UnreadableRequests
{
    public static ProblemHttpResult Explain(BadHttpRequestException failure) => failure switch
    {
        { StatusCode: 413 or 415 } => Problems.OfBare(failure.StatusCode),
        { InnerException: JsonException json } => Invalid([.. Faults(json)]),
        _ => Unbound(failure),
    };

    /// <summary>A status that came with nothing beside it.</summary>
    public static ProblemHttpResult Explain(HttpContext context) =>
        context.Response.StatusCode is StatusCodes.Status400BadRequest && UnparsableValues.Of(context) is { Count: > 0 } wrong ? Invalid([.. wrong]) : Problems.OfBare(context.Response.StatusCode);

    private static IEnumerable<RequestFault> Faults(JsonException json)
    {
        var at = Pointer(json.Path);
        if (json.Data[NoNul.Member] is string member)
            return [new($"{at}/{Escape(member)}", "Must not hold NUL characters.")];
        if (json.Data[NoGaps.Entry] is string entry)
            return [new(at + entry, "Must not be null.")];
        if (Missing().Match(json.Message) is { Success: true } missing)
            return Quoted().Matches(missing.Groups[1].Value).Select(name => new RequestFault($"{at}/{Escape(name.Groups[1].Value)}", "Required."));
        if (Repeated().Match(json.Message) is { Success: true } repeated)
            return [new(Ending(at, repeated.Groups[1].Value), "Given twice.")];
        if (Unmapped().Match(json.Message) is { Success: true } unknown)
            return [new(Ending(at, unknown.Groups[1].Value), "There is no such member.")];
        if (json.Message.Contains("null values", StringComparison.Ordinal))
            return [new(at, "Must not be null.")];
        if (json.Message.Contains("maximum configured depth", StringComparison.Ordinal))
            return [new(at, "Nested too deeply.")];
        if (json.InnerException?.GetType().Name is "JsonReaderException")
            return [new(at, string.Create(CultureInfo.InvariantCulture, $"Not JSON at line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}."))];

        return [new(at, "Not of the documented type or range.")];
    }

    /// <summary>Values of route, query and headers, which have no pointer: their name stands for it.</summary>
    private static ProblemHttpResult Unbound(BadHttpRequestException failure)
    {
        if (NotBound().Match(failure.Message) is { Success: true } wrong)
            return Invalid(new RequestFault(wrong.Groups[1].Value, "Not of the documented form."));
        if (NotGiven().Match(failure.Message) is { Success: true } absent)
            return Invalid(new RequestFault(absent.Groups[2].Value is "body" ? "" : absent.Groups[1].Value, "Required."));

        return failure.Message.StartsWith("Implicit body", StringComparison.Ordinal) ? Invalid(new RequestFault("", "Required.")) : Problems.Of(failure.StatusCode, "request.invalid", failure.Message);
    }

    private static ProblemHttpResult Invalid(params RequestFault[] faults) => Problems.Of(RequestRefusals.Invalid(faults));

    /// <summary>System.Text.Json's <c>$.lines[0].units</c> or <c>$['a.b']</c> as RFC 6901: <c>/lines/0/units</c>, <c>/a.b</c>.</summary>
    private static string Pointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (Match step in Steps().Matches(path ?? ""))
            pointer.Append('/').Append(Escape(step.Groups.Cast<Group>().Skip(1).First(group => group.Success).Value));

        return pointer.ToString();
    }

    /// <summary>Some versions of the reader count the offending member to the path, some do not.</summary>
    private static string Ending(string pointer, string member) => pointer.EndsWith($"/{Escape(member)}", StringComparison.Ordinal) ? pointer : $"{pointer}/{Escape(member)}";

    internal static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex(@"\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]|\.([^.\[]+)")]
    private static partial Regex Steps();

    [GeneratedRegex(@"missing required properties including: (.*?)\.(?: Path|$)", RegexOptions.Singleline)]
    private static partial Regex Missing();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^Duplicate property '(.*?)' encountered")]
    private static partial Regex Repeated();

    [GeneratedRegex(@"^The JSON property '(.*?)' could not be mapped")]
    private static partial Regex Unmapped();

    [GeneratedRegex(@"^Failed to bind parameter ""\S+ (\w+)""")]
    private static partial Regex NotBound();

    [GeneratedRegex(@"^Required parameter ""\S+ (\w+)"" was not provided from (body|query string|route|header|form)")]
    private static partial Regex NotGiven();
}
