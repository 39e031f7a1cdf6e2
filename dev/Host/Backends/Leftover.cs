using System.Globalization;

namespace Commerce.Host.Backends;

/// <summary>A server that outlived the process it was started by, or the pid file of one that did not.</summary>
internal static class Leftover
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Ends the process that <paramref name="pidFile"/> names if its command line holds <paramref name="mark"/>, so that a number used again hits nobody, and removes the file.</summary>
    public static async Task End(string pidFile, string mark, string signal, CancellationToken ct)
    {
        if (!File.Exists(pidFile))
            return;

        if (int.TryParse((await File.ReadAllLinesAsync(pidFile, ct)).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) && await IsAlive(id, mark, ct))
        {
            await Send(signal, id, ct);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
            deadline.CancelAfter(Patience);
            while (await IsAlive(id, mark, ct))
            {
                if (deadline.IsCancellationRequested)
                    await Send("KILL", id, ct);
                await Task.Delay(50, ct);
            }
        }

        File.Delete(pidFile);
    }

    private static async Task<bool> IsAlive(int id, string mark, CancellationToken ct) =>
        await new Command("ps", ["-o", "args=", "-p", id.ToString(CultureInfo.InvariantCulture)]).Run(ct) is { Status: 0, Output: var line } && line.Contains(mark, StringComparison.Ordinal);

    private static async Task Send(string signal, int id, CancellationToken ct) => await new Command("bash", ["-c", $"kill -s {signal} {id}"]).Run(ct);
}
