using System.Diagnostics;
using System.Net;

namespace Commerce.Bench;

/// <summary>Closed loop: each of <c>buyers</c> sends its next step when the one before is answered. An error is a failed run, never a fast answer.</summary>
internal static class Load
{
    /// <param name="server">Where to send.</param>
    /// <param name="buyers">Concurrent connections.</param>
    /// <param name="warmUp">Not counted.</param>
    /// <param name="measured">Counted.</param>
    /// <param name="prepare">Makes one buyer's endless work from its connection and number: each call of the result is one counted operation.</param>
    public static async Task<Outcome> Run(EndPoint server, int buyers, TimeSpan warmUp, TimeSpan measured, Func<Wire, int, Task<Func<Task>>> prepare, ProcessFigures? process = null)
    {
        var times = Enumerable.Range(0, buyers).Select(_ => new List<long>(100_000)).ToArray();
        using var stop = new CancellationTokenSource();
        var counting = false;

        async Task Buyer(int number)
        {
            using var wire = new Wire(server);
            await wire.Connect();
            var step = await prepare(wire, number);
            while (!stop.IsCancellationRequested)
            {
                var started = Stopwatch.GetTimestamp();
                await step();
                if (Volatile.Read(ref counting))
                    times[number].Add(Stopwatch.GetTimestamp() - started);
            }
        }

        var running = Enumerable.Range(0, buyers).Select(number => Task.Run(() => Buyer(number))).ToArray();
        await Task.WhenAny(Task.Delay(warmUp), Task.WhenAny(running));
        var (before, clock) = (process?.Read(), Stopwatch.StartNew());
        Volatile.Write(ref counting, true);
        await Task.WhenAny(Task.Delay(measured), Task.WhenAny(running));
        Volatile.Write(ref counting, false);
        var (seconds, after) = (clock.Elapsed.TotalSeconds, process?.Read());
        await stop.CancelAsync();
        await Task.WhenAll(running);

        var all = times.SelectMany(list => list).Order().ToArray();
        return new(all.Length / seconds, Quantile(all, 0.5), Quantile(all, 0.99), all.Length == 0 || before is null || after is null ? [] : [.. after.Zip(before, (later, earlier) => (later - earlier) / all.Length * 1_000_000)]);
    }

    private static double Quantile(long[] sorted, double q) => sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * q)] * 1000.0 / Stopwatch.Frequency;
}

/// <param name="PerSecond">Operations.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="CpuMicroseconds">CPU of each watched process for one operation; empty where it cannot be read.</param>
internal sealed record Outcome(double PerSecond, double P50, double P99, double[] CpuMicroseconds)
{
    public static Outcome Median(IReadOnlyList<Outcome> runs) => runs.OrderBy(run => run.PerSecond).ElementAt(runs.Count / 2);
}
