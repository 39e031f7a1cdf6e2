using System.Text.RegularExpressions;
using Commerce.Architecture.Support;

namespace Commerce.Architecture;

public partial class FileSpecs
{
    /// <summary>Paths of generated files that may be long. None yet.</summary>
    private static readonly string[] Generated = [];

    private static readonly string[] Root =
    [
        "Commerce.sln", ".editorconfig", "Directory.Build.props", "Directory.Packages.props", "global.json", ".gitignore", ".gitattributes", ".github",
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "THIRD-PARTY-NOTICES.md", "run", "test",
        ".ci", "src", "dev", "eng", "tests", "bench", "clients", "deploy", "docs", "templates",
    ];

    [Fact]
    public void the_root_holds_only_what_is_listed() =>
        Law.Holds(Tree.Entries, entry => Root.Contains(entry) ? [] : [$"{entry} does not belong in the root"], "scripts", "Makefile");

    [Fact]
    public void no_file_is_longer_than_two_hundred_lines() =>
        Law.Holds(
            Tree.Files(".cs", ".lua", ".sql", ".http", ".sh"),
            file => file.Lines <= 200 || Generated.Contains(file.Path) ? [] : [$"{file} has {file.Lines} lines"],
            new SourceFile("Endless.cs", new string('\n', 200) + "end"));

    [Fact]
    public void no_slice_is_longer_than_a_hundred_and_twenty_lines() =>
        Law.Holds(
            Tree.Files(".cs").Under("src/Application").Where(file => file.Text.Contains("public static class", StringComparison.Ordinal)),
            file => file.Lines <= 120 ? [] : [$"{file} has {file.Lines} lines"],
            new SourceFile("Endless.cs", new string('\n', 120) + "end"));

    [Fact]
    public void a_file_is_called_like_a_type_in_it() =>
        Law.Holds(
            Tree.Files(".cs").Where(file => !file.Path.StartsWith("eng/stand-ins/", StringComparison.Ordinal)), // a stand-in's file stands for a whole package
            WrongName,
            new SourceFile("Cart.cs", "namespace Shop;\n\npublic sealed record Basket;"),
            new SourceFile("CartMerge.cs", "public sealed record Cart;"),
            new SourceFile("Keys.Carts.cs", "internal static partial class Cart;"));

    [Fact]
    public void no_region_and_no_open_end_is_left_behind() =>
        Law.Holds(
            Tree.Files(".cs", ".lua", ".sql"),
            file => OpenEnds().Matches(file.Text).Select(match => $"{file} holds '{match.Value.Trim()}'"),
            new SourceFile("Later.cs", "// " + "TODO: finish"),
            new SourceFile("Folded.cs", "    #" + "region Fields"));

    /// <summary>A part of a partial type may add its own word: <c>CartMerge.cs</c> or <c>Keys.Carts.cs</c>.</summary>
    private static IEnumerable<string> WrongName(SourceFile file)
    {
        var types = TopLevelType().Matches(file.Text);
        var isNamed = types.Any(type => type.Groups["name"].Value is var name
            && (name == Path.GetFileNameWithoutExtension(file.Name) || (type.Value.Contains("partial ", StringComparison.Ordinal) && file.Name.StartsWith(name, StringComparison.Ordinal))));

        return types.Count == 0 || isNamed ? [] : [$"{file} declares {string.Join(", ", types.Select(type => type.Groups["name"].Value))}"];
    }

    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref)\s+)*(?:class|interface|enum|delegate|record struct|record class|record|struct)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"(?://|--)\s*(?:TODO|FIXME|HACK)\b.*|^\s*#region.*", RegexOptions.Multiline)]
    private static partial Regex OpenEnds();
}
