using System.Diagnostics;

namespace Commerce.Integration.Support;

/// <summary>This test program started again as a process of its own that a spec can kill. It plays one part and prints what happens to it, line by line.</summary>
internal sealed class Puppet : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private Puppet(Process process) => this.process = process;

    /// <summary>Begins the part, see <see cref="Parts"/>.</summary>
    public static Puppet Start(string part, params string[] arguments) => new(Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(Puppet).Assembly.Location, part, .. arguments]) { RedirectStandardOutput = true })!);

    /// <summary>The next line it prints.</summary>
    /// <param name="within">How long it may take; by default as long as a slow machine needs.</param>
    public async Task<string> Says(TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Patience);
        return await process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException("The process ended without another word.");
    }

    /// <summary>Waits until it prints this line, whatever it prints before.</summary>
    public async Task SaysAtLast(string line)
    {
        while (await Says() != line)
        {
        }
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
