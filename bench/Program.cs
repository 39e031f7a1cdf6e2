using System.Globalization;
using Commerce.Bench;

// bench [--quick] [--64] [S1 S2 …]   measures the limits of this machine, this program, and prints the ratios
// bench bare-server PORT FILE  is the limit L1, started by the benchmark itself
if (args is ["bare-server", var port, var file])
{
    await Limits.ServeBare(int.Parse(port, CultureInfo.InvariantCulture), file);
    return 0;
}

var quick = args.Contains("--quick");
var wanted = args.Where(arg => arg.StartsWith('S')).ToHashSet(StringComparer.OrdinalIgnoreCase);
var timing = quick ? new Timing(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6), 1) : new Timing(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(15), 3);

// The engine needs no servers.
if (wanted.Count == 0 || wanted.Contains("S9"))
    PricingAlone.Run(quick);
if (wanted.SetEquals(["S9"]))
    return 0;

await using var rig = await Rig.Start(CancellationToken.None);
var stall = await Stall.Open(rig);
var report = new Report(rig, stall, timing, args.Contains("--64") ? [64] : [1, 16, 64]);
await report.Run(wanted);
return 0;
