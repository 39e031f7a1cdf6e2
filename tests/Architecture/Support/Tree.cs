using System.Runtime.CompilerServices;

namespace Commerce.Architecture.Support;

/// <summary>The repository as it lies on disk, without what building it leaves behind.</summary>
internal static class Tree
{
    private static readonly HashSet<string> Leftovers = [".git", ".data", ".idea", ".vs", "TestResults", "artifacts", "bin", "node_modules", "obj"];

    public static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    public static readonly IReadOnlyList<string> Paths = [.. Walk(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Entries => new DirectoryInfo(Root).EnumerateFileSystemInfos().Select(entry => entry.Name).Where(name => !Leftovers.Contains(name));

    public static IEnumerable<SourceFile> Files(params string[] extensions) =>
        Paths.Where(path => extensions.Contains(Path.GetExtension(path))).Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))));

    public static IEnumerable<SourceFile> Under(this IEnumerable<SourceFile> files, string folder) =>
        files.Where(file => file.Path.StartsWith($"{folder}/", StringComparison.Ordinal));

    private static IEnumerable<string> Walk(DirectoryInfo folder) => folder.EnumerateFileSystemInfos()
        .Where(entry => !Leftovers.Contains(entry.Name))
        .SelectMany(entry => entry is DirectoryInfo inner ? Walk(inner) : [Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/')]);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
