using System.Collections.Frozen;
using System.Reflection;

namespace Commerce.Web.Http;

/// <summary>What a problem code means: a section of <c>Problems/*.md</c>.</summary>
/// <param name="Feature">Name of the file: <c>request</c> is everybody's.</param>
/// <param name="Statuses">The HTTP statuses it travels under, from the line <c>Status: 409, 412</c> below the heading.</param>
/// <param name="Text">When it happens and what to do.</param>
internal sealed record ProblemEntry(string Code, string Feature, IReadOnlyList<int> Statuses, string Text);

/// <summary>All problem codes, from the pages embedded in this assembly.</summary>
internal static class ProblemCatalog
{
    private const string Folder = "Problems/";

    public static FrozenDictionary<string, ProblemEntry> Entries { get; } = Read().ToFrozenDictionary(entry => entry.Code);

    /// <summary>The codes that travel under a status.</summary>
    public static IEnumerable<ProblemEntry> Of(int status) => Entries.Values.Where(entry => entry.Statuses.Contains(status)).OrderBy(entry => entry.Code, StringComparer.Ordinal);

    private static IEnumerable<ProblemEntry> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var section in reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n## ").Skip(1))
                yield return Entry(Path.GetFileNameWithoutExtension(name[Folder.Length..]), section.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    private static ProblemEntry Entry(string feature, string[] lines)
    {
        var statuses = lines.ElementAtOrDefault(1) is { } line && line.StartsWith("Status:", StringComparison.Ordinal) ? line["Status:".Length..] : null;

        return new(
            lines[0], feature,
            [.. statuses?.Split(',', StringSplitOptions.TrimEntries).Select(int.Parse) ?? []],
            string.Join(' ', lines.Skip(statuses is null ? 1 : 2)));
    }
}
