using Commerce.Host;
using Commerce.Integration.Support;

namespace Commerce.Integration.Http;

/// <summary>The <c>.http</c> files that lie beside the modules.</summary>
internal static class HttpExamples
{
    public static readonly string Root = SourceTree.Find().Root;

    /// <summary>The file that puts all drafts of prices in force, those of other specs as well: it is run in a shop where there are no others.</summary>
    private const string PublishesForAll = "/Bundles.http";

    private static readonly Lazy<Task<Shop>> Own = new(async () =>
    {
        var backends = await Backends.Running.Value;
        return Shop.On(await Shop.With(("ConnectionStrings:postgres", await TestDatabase.Create(backends.Postgres)), ("Redis:KeyPrefix", $"{Guid.NewGuid():N}:")));
    });

    public static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", "Web"), "*.http", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static HttpFile Read(string path) => HttpFile.Parse(File.ReadAllText(Path.Combine(Root, path)));

    /// <summary>Runs a file against the shop. The variables a reader would set in the editor are given here.</summary>
    public static async Task<IReadOnlyList<HttpScript.Answer>> Run(string path, Shop shop) =>
        await new HttpScript((path.EndsWith(PublishesForAll, StringComparison.Ordinal) ? await Own.Value : shop).Http, Read(path), new Dictionary<string, string> { ["host"] = "", ["adminKey"] = Shop.AdminKey }).Run();
}
