using System.Text.RegularExpressions;
using Commerce.Architecture.Support;

namespace Commerce.Architecture;

public partial class DocSpecs
{
    [Fact]
    public void links_lead_somewhere() =>
        Law.Holds(
            Tree.Files(".md"),
            Dead,
            new SourceFile("README.md", "See [the guide](docs/nowhere.md)."),
            new SourceFile("README.md", "# Title\n\nSee [below](#no-such-heading)."));

    [Fact]
    public void code_that_is_pointed_at_is_there() =>
        Law.Holds(
            Tree.Files(".md").Where(file => !file.Path.StartsWith("templates/", StringComparison.Ordinal)),
            file => CodePath().Matches(file.Text).Select(match => match.Groups["path"].Value)
                .Where(path => !Tree.Paths.Any(known => known == path || known.StartsWith($"{path.TrimEnd('/')}/", StringComparison.Ordinal)))
                .Select(path => $"{file} speaks of `{path}`, which is not there"),
            new SourceFile("README.md", "Start at `src/Web/Nowhere.cs`."));

    private static IEnumerable<string> Dead(SourceFile file)
    {
        foreach (var link in Link().Matches(file.Text).Select(match => match.Groups["target"].Value).Where(target => !target.Contains(':', StringComparison.Ordinal)))
        {
            var (path, anchor) = link.Split('#', 2) is [var first, var second] ? (first, second) : (link, null);
            var target = path.Length == 0 ? Path.Combine(Tree.Root, file.Path) : Path.GetFullPath(Path.Combine(Tree.Root, Path.GetDirectoryName(file.Path)!, path));
            if (!File.Exists(target) && !Directory.Exists(target))
                yield return $"{file} links to {link}, which is not there";
            else if (anchor is not null && !Anchors(path.Length == 0 ? file.Text : File.ReadAllText(target)).Contains(anchor))
                yield return $"{file} links to {link}, a heading that is not there";
        }
    }

    /// <summary>As GitHub makes them: lower case, blanks as hyphens, other signs dropped.</summary>
    private static IEnumerable<string> Anchors(string text) =>
        Heading().Matches(text).Select(match => NotInAnchor().Replace(match.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"(?<!`)\[[^\]\n]+\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"`(?<path>(?:src|tests|dev|eng|bench|docs|deploy|templates|clients)/[\w./-]+)`")]
    private static partial Regex CodePath();
}
