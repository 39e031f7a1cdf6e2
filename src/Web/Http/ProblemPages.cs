using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Commerce.Web.Http;

/// <summary>The pages that a problem's <c>type</c> leads to: plain HTML that needs nothing from anywhere else.</summary>
internal static partial class ProblemPages
{
    private const string Style = """
        :root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
        body { max-width: 44rem; margin: 3rem auto; padding: 0 1.25rem; }
        h1 { font-size: 1.5rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; text-transform: capitalize; }
        code { font-family: ui-monospace, monospace; font-size: .9em; background: #8881; padding: .1em .35em; border-radius: 4px; }
        table { border-collapse: collapse; width: 100%; }
        td { padding: .35rem .75rem .35rem 0; border-top: 1px solid #8883; vertical-align: top; }
        .status { display: inline-block; font-size: .85rem; border: 1px solid #8886; border-radius: 1rem; padding: .1rem .7rem; margin-right: .4rem; }
        a { color: #2563eb; } @media (prefers-color-scheme: dark) { a { color: #93b4ff; } }
        """;

    public static void MapProblemPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/problems", () => Page("Problems", List())).ExcludeFromDescription().Allow(Access.Anyone);
        app.MapGet("/problems/{code}", (string code) => ProblemCatalog.Entries.TryGetValue(code, out var entry)
            ? (IResult)Page(entry.Code, One(entry))
            : Problems.Of(404, "request.no_such_page", "There is no problem with this code.")).ExcludeFromDescription().Allow(Access.Anyone);
    }

    private static string One(ProblemEntry entry) => new StringBuilder()
        .Append("<p>").AppendJoin("", entry.Statuses.Select(status => string.Create(CultureInfo.InvariantCulture, $"<span class=status>{status} {ReasonPhrases.GetReasonPhrase(status)}</span>")))
        .Append("</p><p>").Append(Inline(entry.Text)).Append("</p><p><a href=\"/problems\">All problems</a></p>").ToString();

    private static string List()
    {
        var text = new StringBuilder("<p>Every refusal carries a stable <code>code</code>; its <code>type</code> is the address of one of these pages.</p>");
        foreach (var feature in ProblemCatalog.Entries.Values.GroupBy(entry => entry.Feature).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append("<h2>").Append(feature.Key).Append("</h2><table>");
            foreach (var entry in feature.OrderBy(entry => entry.Code, StringComparer.Ordinal))
                text.Append("<tr><td><a href=\"/problems/").Append(entry.Code).Append("\"><code>").Append(entry.Code).Append("</code></a><td>").AppendJoin(", ", entry.Statuses);

            text.Append("</table>");
        }

        return text.ToString();
    }

    /// <summary>The little of Markdown that the pages use: code.</summary>
    private static string Inline(string text) => Code().Replace(WebUtility.HtmlEncode(text), "<code>$1</code>");

    private static ContentHttpResult Page(string title, string body) => TypedResults.Content(
        $"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width, initial-scale=1\"><title>{title}</title><style>{Style}</style><h1>{title}</h1>{body}</html>",
        "text/html; charset=utf-8");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
