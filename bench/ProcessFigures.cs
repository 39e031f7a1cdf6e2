using System.Globalization;

namespace Commerce.Bench;

/// <summary>CPU seconds of processes and their children, from /proc (Linux only; elsewhere nothing is reported).</summary>
internal sealed class ProcessFigures(params int[] roots)
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds so far, for each root and what it started.</summary>
    public double[]? Read() => OperatingSystem.IsLinux() ? [.. roots.Select(root => Family(root).Sum(Cpu))] : null;

    /// <summary>Resident memory in MiB.</summary>
    public static double? Resident(int pid) => !OperatingSystem.IsLinux() ? null
        : long.Parse(File.ReadAllText($"/proc/{pid}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1024.0 / 1024.0;

    private static HashSet<int> Family(int root)
    {
        HashSet<int> family = [root];
        var parents = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Select(pid => (Pid: pid, Parent: Field(pid, 1))).Where(process => process.Parent > 0).ToArray();
        for (var grown = true; grown;)
            grown = parents.Aggregate(false, (any, process) => (family.Contains((int)process.Parent) && family.Add(process.Pid)) || any);

        return family;
    }

    private static double Cpu(int pid) => (Field(pid, 11) + Field(pid, 12)) / TicksPerSecond;

    /// <summary>A number of <c>/proc/pid/stat</c>, counted from behind the name, which may hold blanks. 0 when the process is gone.</summary>
    private static long Field(int pid, int index)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return long.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[index], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
