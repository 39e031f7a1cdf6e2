using Commerce.Host;

namespace Commerce.Integration.Deploy;

/// <summary>The files that are shipped for operators.</summary>
internal static class Deployment
{
    public static string Root { get; } = SourceTree.Find().Root;

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, "deploy", .. parts]);

    public static string Text(params string[] parts) => File.ReadAllText(Path(parts));

    public static IEnumerable<string> Files(string extension) => Directory.EnumerateFiles(Path(), $"*{extension}", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
