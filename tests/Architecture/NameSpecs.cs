using System.Text.RegularExpressions;
using Commerce.Architecture.Support;

namespace Commerce.Architecture;

public partial class NameSpecs
{
    private static readonly HashSet<string> Banned = ["Manager", "Helper", "Util", "Utils", "Utility", "Service", "Base", "Impl", "Data", "Info", "Dto", "Model", "Common"];

    /// <summary>Terms of art that contain a banned word.</summary>
    private static readonly string[] Terms = ["ReadModel"];

    [Fact]
    public void no_type_is_named_by_a_word_that_says_nothing() =>
        Law.Holds(
            Solution.Layers.SelectMany(Solution.Written).Concat(Solution.Canaries.Written()).Select(type => type.Name).Distinct(),
            name => Words().Matches(Terms.Aggregate(name, (rest, term) => rest.Replace(term, "", StringComparison.Ordinal))).Select(word => word.Value).Where(Banned.Contains).Select(word => $"{name} contains '{word}'"),
            "CartManager", "PriceDto", "HttpUtil", "BaseHandler", "CartModel");

    [Fact]
    public void no_folder_is_named_after_a_library() =>
        Law.Holds(
            Tree.Paths.Where(path => path.StartsWith("src/", StringComparison.Ordinal)).SelectMany(path => path.Split('/')[..^1]).Distinct(),
            folder => folder is "Marten" or "Npgsql" or "MediatR" or "Carter" or "Polly" or "Scalar" or "FluentValidation" ? [$"a folder is named {folder}"] : [],
            "Marten", "MediatR");

    [Fact]
    public void specs_read_as_sentences() =>
        Law.Holds(
            Tree.Files(".cs").Under("tests").Where(file => Test().IsMatch(file.Text)),
            Misnamed,
            new SourceFile("tests/CartTests.cs", "    [Fact]\n    public void adds_a_line() { }"),
            new SourceFile("tests/CartSpecs.cs", "    [Theory]\n    [InlineData(1)]\n    public async Task AddsALine(int n) { }"));

    [Fact]
    public void no_skipped_test_hides_why() =>
        Law.Holds(
            Tree.Files(".cs").Under("tests"),
            file => Skipped().Matches(file.Text).Where(skip => !SkipReason().IsMatch(skip.Value)).Select(skip => $"{file}: {skip.Value}"),
            new SourceFile("tests/LazySpecs.cs", "[Fact" + "(Skip = \"flaky\")]"));

    private static IEnumerable<string> Misnamed(SourceFile file)
    {
        if (!file.Name.EndsWith("Specs.cs", StringComparison.Ordinal))
            yield return $"{file} holds tests and is not called *Specs";

        foreach (var name in Test().Matches(file.Text).Select(match => match.Groups["name"].Value).Where(name => !Sentence().IsMatch(name)))
            yield return $"{file}: {name} is not a lower-case sentence";
    }

    [GeneratedRegex(@"[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z0-9]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"^\s*\[(?:Fact|Theory)\b[^\n]*\n(?:\s*(?:\[[^\n]*|///[^\n]*)\n)*\s*public\s+(?:async\s+)?[\w<>]+\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Test();

    [GeneratedRegex("^[a-z0-9]+(_[a-z0-9]+)*$")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\[\w+\([^\n]*\bSkip\s*=[^\n]*")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"#\d+.*\d{4}-\d{2}-\d{2}")]
    private static partial Regex SkipReason();
}
