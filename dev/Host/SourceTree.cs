using Commerce.Host.Backends;

namespace Commerce.Host;

/// <summary>The checkout this program was built in.</summary>
internal sealed record SourceTree(string Root)
{
    /// <summary>The API as it was built together with this program.</summary>
    public string Api => Path.Combine(Root, "src", "Web", Path.GetRelativePath(Path.Combine(Root, "dev", "Host"), AppContext.BaseDirectory), "Commerce.Web.dll");

    public static SourceTree Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Commerce.sln")))
            folder = folder.Parent;

        return new SourceTree(folder?.FullName ?? throw new BackendFailed("This program runs from the checkout it was built in: use ./run there."));
    }
}
