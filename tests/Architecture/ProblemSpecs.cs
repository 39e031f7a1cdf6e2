using System.Text.RegularExpressions;
using Commerce.Architecture.Support;
using Commerce.Domain;
using Commerce.Web.Http;

namespace Commerce.Architecture;

public partial class ProblemSpecs
{
    [Fact]
    public void every_code_has_a_page_that_names_its_status() =>
        Law.Holds(
            Answered(Tree.Files(".cs").Under("src")),
            answer => Missing(answer.Code, answer.Status),
            [.. Answered([new SourceFile("src/X.cs", "new(RefusalKind.Conflict, \"cart.on_fire\", \"…\")"), new SourceFile("src/Y.cs", "Problems.Of(418, \"internal\", \"…\")")])]);

    [Fact]
    public void every_page_is_of_a_code_that_is_answered()
    {
        var answered = Answered(Tree.Files(".cs").Under("src")).Select(answer => answer.Code).ToHashSet();

        Law.Holds(ProblemCatalog.Entries.Keys, code => answered.Contains(code) ? [] : [$"{code} has a page, and nobody answers it"], "cart.on_fire");
    }

    [Fact]
    public void codes_are_a_feature_and_a_reason() =>
        Law.Holds(
            ProblemCatalog.Entries.Keys,
            code => Code().IsMatch(code) || Fixed.Contains(code) ? [] : [$"{code} is not feature.reason in snake case"],
            "cart.OnFire", "on_fire");

    /// <summary>Codes that the rules of the shop name themselves, and faults that belong to no feature (docs/adr).</summary>
    private static readonly string[] Fixed = ["idempotency_key_reused", "redis_unavailable", "database_unavailable", "issuer_unavailable", "internal"];

    private static IEnumerable<string> Missing(string code, int status)
    {
        if (!ProblemCatalog.Entries.TryGetValue(code, out var entry))
            yield return $"{code} has no section in src/Web/Problems";
        else if (!entry.Statuses.Contains(status))
            yield return $"the section of {code} in src/Web/Problems/{entry.Feature}.md does not say 'Status: {status}'";
        else if (entry.Text.Length == 0)
            yield return $"the section of {code} says nothing";
    }

    private static IEnumerable<(string Code, int Status)> Answered(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            foreach (Match refusal in Refusal().Matches(file.Text))
                yield return (refusal.Groups["code"].Value, Problems.Status(Enum.Parse<RefusalKind>(refusal.Groups["kind"].Value)));
            foreach (Match problem in Problem().Matches(file.Text))
                yield return (problem.Groups["code"].Value, int.Parse(problem.Groups["status"].Value));
            foreach (Match down in Unavailable().Matches(file.Text))
                yield return (down.Groups["code"].Value, 503);
        }
    }

    [GeneratedRegex(@"RefusalKind\.(?<kind>\w+),\s*""(?<code>[a-zA-Z_.]+)""")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\bOf\(\s*(?<status>\d{3}),\s*""(?<code>[a-zA-Z_.]+)""")]
    private static partial Regex Problem();

    [GeneratedRegex(@"UnavailableException\(\s*""(?<code>[a-zA-Z_.]+)""")]
    private static partial Regex Unavailable();

    [GeneratedRegex("^[a-z]+(_[a-z]+)*\\.[a-z]+(_[a-z]+)*$")]
    private static partial Regex Code();
}
