using Commerce.Host.Backends;
using Commerce.Integration.Deploy;

namespace Commerce.Integration.Nodes;

/// <summary>The program of the release whose nodes may run beside those of this one: <c>deploy/upgrades-from</c> names its commit.</summary>
internal static class EarlierProgram
{
    private static readonly string Commit = Deployment.Text("upgrades-from").Trim();

    private static readonly string[] Inherited = ["MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"];

    /// <summary>Kept for later runs.</summary>
    private static readonly string Folder = Path.Combine(Deployment.Root, "artifacts", "earlier", Commit);

    private static readonly Lazy<Task<string>> Built = new(async () =>
    {
        var (source, program) = (Path.Combine(Folder, "source"), Path.Combine(Folder, "program"));
        if (Directory.Exists(program))
            return program;

        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);

        Directory.CreateDirectory(source);
        await new Command("bash", ["-c", "git archive \"$0\" | tar -x -C \"$1\"", Commit, source]) { Folder = Deployment.Root }.Succeed(CancellationToken.None);
        // As from a shell, not from the build tool that runs these specs; and nothing of it outlives the command: no build server, no compiler that waits for more.
        await new Command("env",
        [
            .. Inherited.SelectMany(name => new[] { "-u", name }),
            "dotnet", "build", "src/Web", "--configuration", "Release", "--verbosity", "quiet", "--nologo", "--output", $"{program}.unfinished", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false",
        ])
        {
            Folder = source,
        }.Succeed(CancellationToken.None);
        Directory.Move($"{program}.unfinished", program);
        return program;
    });

    /// <summary>The folder it was built into.</summary>
    public static Task<string> Program() => Built.Value;

    /// <summary>The history of this checkout has it.</summary>
    public static async Task<bool> IsKnown() => (await new Command("git", ["cat-file", "-e", $"{Commit}^{{commit}}"]) { Folder = Deployment.Root }.Run(CancellationToken.None)).Status == 0;
}

/// <summary>A spec of two versions of the program. Skipped where the earlier one is not to be had: without git, from an archive, in a shallow clone.</summary>
internal sealed class NeedsHistoryFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Found = new(() => EarlierProgram.IsKnown().GetAwaiter().GetResult());

    public NeedsHistoryFactAttribute()
    {
        if (!Found.Value)
            Skip = "The history of this checkout does not have the release that deploy/upgrades-from names (git fetch --unshallow).";
    }
}
