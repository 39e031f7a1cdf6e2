using System.ComponentModel;
using System.Diagnostics;

namespace Commerce.Host.Backends;

/// <summary>A program that is run to its end.</summary>
/// <param name="Account">Whom it runs as; null for ourselves.</param>
internal sealed record Command(string Program, IReadOnlyList<string> Arguments, string? Account = null)
{
    /// <summary>What it reads from standard input.</summary>
    public string Input { get; init; } = "";

    /// <summary>Set in its environment, on top of ours.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it runs. Not where we were started: another account may not get there.</summary>
    public string Folder { get; init; } = "/";

    /// <summary>Its exit status, 127 when there is no such program, and everything it printed.</summary>
    public async Task<(int Status, string Output)> Run(CancellationToken ct)
    {
        var start = Launch(Program, Arguments);
        start.RedirectStandardError = true;

        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
                await process.StandardInput.WriteAsync(Input.AsMemory(), ct);
                process.StandardInput.Close();
                await process.WaitForExitAsync(ct);
                return (process.ExitCode, (await output + await errors).Trim());
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception missing)
        {
            return (127, missing.Message);
        }
    }

    /// <summary>What it printed; throws with it when the program failed.</summary>
    public async Task<string> Succeed(CancellationToken ct)
    {
        var (status, output) = await Run(ct);

        return status == 0 ? output : throw new BackendFailed($"{Path.GetFileName(Program)} failed with status {status}:\n{output}");
    }

    /// <summary>Starts <paramref name="program"/> with this command's account, folder and environment.</summary>
    public ProcessStartInfo Launch(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(OnPath(program), arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Folder };
        if (Account is not null)
            start.UserName = Account;
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;

        return start;
    }

    /// <summary>Where the PATH has it. Left to itself .NET would look in the current folder first, and a checkout has a program called test.</summary>
    private static string OnPath(string program) => program.Contains('/', StringComparison.Ordinal)
        ? program
        : (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program;
}
