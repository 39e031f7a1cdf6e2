using System.Diagnostics;
using System.Globalization;

namespace Commerce.Host.Backends;

/// <summary>
/// A server process that cannot outlive this one, however this one ends: a shell between the two waits for the end of its standard input,
/// which the kernel closes with us, and then ends the server (leash.sh).
/// </summary>
internal sealed class Leash : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string Script = ReadScript();

    private readonly Process shell;
    private readonly string? account;
    private bool disposed;

    private Leash(Process shell, int server, string? account) => (this.shell, Server, this.account) = (shell, server, account);

    /// <summary>The server's own process id.</summary>
    public int Server { get; }

    /// <summary>Completes when the server has ended, whoever ended it.</summary>
    public Task Ended => shell.WaitForExitAsync();

    public bool HasEnded => shell.HasExited;

    /// <param name="command">The server, in the foreground.</param>
    /// <param name="signal">Ends it in good order.</param>
    /// <param name="log">Its output is appended here; <c>-</c> is our own standard error.</param>
    public static async Task<Leash> Start(Command command, string signal, string log, CancellationToken ct)
    {
        var shell = Process.Start(command.Launch("bash", ["-c", Script, "leash", signal, log, command.Program, .. command.Arguments]))!;
        var line = await shell.StandardOutput.ReadLineAsync(ct);

        return new Leash(shell, int.Parse(line ?? throw new BackendFailed($"{command.Program} could not be started."), CultureInfo.InvariantCulture), command.Account);
    }

    /// <summary>Sends the server a signal: <c>KILL</c> for a crash, <c>STOP</c> and <c>CONT</c> for a freeze.</summary>
    public Task Signal(string name, CancellationToken ct) =>
        new Command("bash", ["-c", $"kill -s {name} {Server}"], account).Succeed(ct);

    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;

        disposed = true;
        shell.StandardInput.Close();
        if (!shell.HasExited)
        {
            try
            {
                await shell.WaitForExitAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                await Signal("KILL", CancellationToken.None);
                await shell.WaitForExitAsync();
            }
        }

        shell.Dispose();
    }

    /// <summary>Without its comments, because it shows in the list of processes.</summary>
    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(Leash).Assembly.GetManifestResourceStream("leash.sh")!);
        var lines = reader.ReadToEnd().Split('\n');
        return string.Join('\n', lines.Where(line => line.Trim() is { Length: > 0 } text && text[0] != '#'));
    }
}
