using Commerce.Integration.Proof;

namespace Commerce.Integration.Simulation;

/// <summary>A schedule that was run, and what the judge says of it.</summary>
internal sealed record Schedule(ulong Seed, ulong Hash, int Steps, Facts Facts, IReadOnlyList<Violation> Violations, IReadOnlyList<Exception> Bugs, Weather Weather)
{
    public bool IsClean => Violations.Count == 0 && Bugs.Count == 0;

    public static Schedule Run(ulong seed, Rules? rules = null) => Run(seed, rules ?? new(), inWords: false).Schedule;

    /// <summary>Runs it again, in words. The same seed is the same schedule, so this shows what happened.</summary>
    public static string Tell(ulong seed, Rules? rules = null, int most = 120)
    {
        var (schedule, trace) = Run(seed, rules ?? new(), inWords: true);
        return trace.Shortened($"seed {seed} in {schedule.Weather}\n{string.Join('\n', schedule.Violations)}\n{string.Join('\n', schedule.Bugs)}", most);
    }

    /// <summary>Runs many and prints, for each way in which any went wrong, how many did and the first seed; a single one it tells from beginning to end.</summary>
    public static void Survey(ulong from, int count) => Alone(() =>
    {
        if (count == 1)
        {
            Console.WriteLine(Tell(from, most: int.MaxValue));
            return;
        }

        var wrong = new SortedDictionary<string, (int Times, ulong First)>(StringComparer.Ordinal);
        var (before, steps) = (Environment.CpuUsage.TotalTime, 0L);
        for (var seed = from; seed < from + (ulong)count; seed++)
        {
            var schedule = Run(seed);
            steps += schedule.Steps;
            foreach (var kind in schedule.Violations.Select(violation => violation.Invariant.ToString()).Concat(schedule.Bugs.Select(bug => $"{bug.GetType().Name}: {bug.Message}")).Distinct())
                wrong[kind] = wrong.TryGetValue(kind, out var known) ? (known.Times + 1, known.First) : (1, seed);
        }

        Console.WriteLine($"{count} schedules, {steps / count} steps each, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} s of CPU");
        foreach (var (kind, (times, first)) in wrong)
            Console.WriteLine($"{times,6}  {kind}  e.g. seed {first}");
    });

    /// <summary>Runs on a thread of its own, without a context: a continuation then has nowhere to go but on.</summary>
    public static void Alone(Action work)
    {
        Exception? fault = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    work();
                }
                catch (Exception thrown)
                {
                    fault = thrown;
                }
            },
            maxStackSize: 16 << 20);
        thread.Start();
        thread.Join();
        if (fault is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
    }

    private static (Schedule Schedule, Trace Trace) Run(ulong seed, Rules rules, bool inWords)
    {
        var world = new World(seed, rules, inWords);
        world.Run();
        var facts = world.Facts();
        return (new(seed, world.Trace.Hash, world.Trace.Steps, facts, Judge.Of(world.History, facts), world.Bugs, world.Weather), world.Trace);
    }
}
