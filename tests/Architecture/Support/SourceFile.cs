namespace Commerce.Architecture.Support;

/// <summary>A file of the repository: its path from the root with forward slashes, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public int Lines => Text.TrimEnd('\n').Split('\n').Length;

    public override string ToString() => Path;
}
