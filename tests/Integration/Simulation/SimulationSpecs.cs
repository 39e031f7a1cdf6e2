using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Commerce.Integration.Simulation;

/// <summary>
/// The real handlers and the real domain on ports of memory, under a scheduler that decides everything by a seed: ten thousand schedules, none of which may break an invariant.
/// <c>COMMERCE_SIMULATION_SEED</c> runs one again and prints it, <c>COMMERCE_SIMULATION_SCHEDULES</c> sets how many each fact runs.
/// </summary>
public class SimulationSpecs(ITestOutputHelper output)
{
    private static int Schedules => int.TryParse(Environment.GetEnvironmentVariable("COMMERCE_SIMULATION_SCHEDULES"), CultureInfo.InvariantCulture, out var many) ? many : 2_500;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void no_schedule_breaks_an_invariant(ulong part) => Schedule.Alone(() =>
    {
        var (clock, steps) = (Stopwatch.StartNew(), 0L);
        for (var i = 0; i < Schedules; i++)
        {
            var schedule = Schedule.Run((part * 1_000_000) + (ulong)i);
            steps += schedule.Steps;
            Assert.True(schedule.IsClean, schedule.IsClean ? "" : Schedule.Tell(schedule.Seed));
        }

        output.WriteLine($"{Schedules} schedules of {steps / Math.Max(1, Schedules)} steps in {clock.Elapsed.TotalSeconds:0.0} s");
    });

    [Fact]
    public void the_same_seed_is_the_same_schedule() => Schedule.Alone(() =>
    {
        for (ulong seed = 0; seed < 50; seed++)
            Assert.Equal(Schedule.Run(seed).Hash, Schedule.Run(seed).Hash);
    });

    [Fact]
    public void another_seed_is_another_schedule() => Schedule.Alone(() => Assert.Equal(50, Enumerable.Range(0, 50).Select(seed => Schedule.Run((ulong)seed).Hash).Distinct().Count()));

    [Fact]
    public void some_schedules_ask_for_goods_while_redis_is_not_trusted_yet() => Schedule.Alone(() =>
        Assert.Contains(Enumerable.Range(0, 500), seed => Schedule.Tell((ulong)seed, most: int.MaxValue).Contains(Ports.MemoryInventory.NotTrusted, StringComparison.Ordinal)));

    [Fact]
    public void a_seed_can_be_run_again() => Schedule.Alone(() =>
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("COMMERCE_SIMULATION_SEED"), CultureInfo.InvariantCulture, out var given) ? given : 0;
        output.WriteLine(Schedule.Tell(seed, most: int.MaxValue));
        Assert.True(Schedule.Run(seed).IsClean);
    });
}
