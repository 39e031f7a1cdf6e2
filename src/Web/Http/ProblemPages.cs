using System.Collections.Frozen;
using System.Net;
using System.Reflection;

namespace Commerce.Web.Http;

/// <summary>The pages that a problem's <c>type</c> leads to, from the sections of <c>Problems/*.md</c>.</summary>
internal static class ProblemPages
{
    private static readonly FrozenDictionary<string, string> Pages = Read().ToFrozenDictionary();

    public static IReadOnlyCollection<string> Codes => Pages.Keys;

    public static void MapProblemPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/problems", () => Page("Problems", string.Concat(Pages.Keys.Order().Select(code => $"<li><a href=\"/problems/{code}\"><code>{code}</code></a></li>"))))
            .ExcludeFromDescription().Allow(Access.Anyone);
        app.MapGet("/problems/{code}", (string code) => Pages.TryGetValue(code, out var text)
            ? (IResult)Page(code, $"<p>{WebUtility.HtmlEncode(text)}</p><p><a href=\"/problems\">All problems</a></p>")
            : Problems.Of(404, "request.no_such_page", "There is no problem with this code.")).ExcludeFromDescription().Allow(Access.Anyone);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Page(string title, string body) => TypedResults.Content(
        $"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>{title}</title><h1>{title}</h1>{body}</html>", "text/html; charset=utf-8");

    private static IEnumerable<KeyValuePair<string, string>> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Problems/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var section in reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n## ").Skip(1))
            {
                var (head, text) = section.Split('\n', 2) is [var first, var rest] ? (first.Trim(), rest.Trim()) : (section.Trim(), "");
                yield return new(head, text);
            }
        }
    }
}
