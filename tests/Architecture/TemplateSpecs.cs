using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Commerce.Architecture.Support;

namespace Commerce.Architecture;

/// <summary>The template is used as a contributor would use it, in a copy of what it needs of the tree.</summary>
public sealed class TemplateSpecs : IDisposable
{
    private static readonly string[] Needed = ["src/Domain/", "src/Application/", "eng/", "templates/slice/", "Directory.", "global.json", ".editorconfig"];

    private readonly DirectoryInfo copy = Directory.CreateTempSubdirectory("commerce-slice-");

    [Fact]
    public async Task makes_a_slice_that_builds_and_lacks_nothing_but_its_endpoint()
    {
        Copy();

        await Dotnet("new", "install", "templates/slice", "--debug:custom-hive", Path.Combine(copy.FullName, ".hive"));
        await Dotnet("new", "slice", "-n", "ReleaseStock", "--feature", "Inventory", "--debug:custom-hive", Path.Combine(copy.FullName, ".hive"));
        await Dotnet("build", "src/Application", "--nologo", "-v", "quiet");

        Assert.True(File.Exists(Path.Combine(copy.FullName, "tests/Integration/Inventory/ReleaseStockSpecs.cs")));
        Assert.Equal(["ReleaseStock has no endpoint."], EndpointSpecs.Unmatched([.. Built().SliceNames()], EndpointSpecs.OperationNames));
    }

    public void Dispose() => copy.Delete(recursive: true);

    private void Copy()
    {
        foreach (var path in Tree.Paths.Where(path => Needed.Any(start => path.StartsWith(start, StringComparison.Ordinal))))
        {
            var target = Path.Combine(copy.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Tree.Root, path), target);
        }
    }

    /// <summary>The copy's Application, beside the one these tests run with and without locking its file; what it refers to is the same.</summary>
    private Assembly Built()
    {
        var file = Directory.EnumerateFiles(Path.Combine(copy.FullName, "src/Application/bin"), "Commerce.Application.dll", SearchOption.AllDirectories).Single();
        using var stream = new MemoryStream(File.ReadAllBytes(file));
        return new AssemblyLoadContext("copy", isCollectible: true).LoadFromStream(stream);
    }

    private async Task Dotnet(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = copy.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{await output}\n{await errors}");
    }
}
