using System.Globalization;
using Commerce.Integration.Support.Faults;
using Xunit.Abstractions;

namespace Commerce.Integration.Faults;

/// <summary>Random schedules on real servers. <c>./test --chaos 1h</c> runs them for an hour, <c>--seed N</c> replays one (docs/testing.md).</summary>
[Collection(FaultsCollection.Name)]
public class ChaosSpecs(ITestOutputHelper output)
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    /// <summary>New rounds begin until then.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(40);

    [NeedsOwnServersFact]
    public async Task break_no_invariant_whatever_the_seed()
    {
        using var over = new CancellationTokenSource(Time());
        var seed = Seed() ?? Random.Shared.Next(1, 1_000_000);
        do
        {
            await using var ground = await ProvingGround.Open(stops: true, Hasty);
            var chaos = new Chaos(ground, seed);
            try
            {
                Assert.Equal("", await chaos.Run(Round));
            }
            catch (Exception failed)
            {
                throw new InvalidOperationException($"./test --seed {seed} replays this schedule.\n{failed.Message}\n{chaos.Summary}\n{ground.Web.Log[^Math.Min(4_000, ground.Web.Log.Length)..]}", failed);
            }

            output.WriteLine($"seed {seed}: {chaos.Summary}");
            seed++;
        }
        while (!over.IsCancellationRequested);
    }

    /// <summary>Leases and holds so short that they end in the middle of everything.</summary>
    private static (string, string)[] Hasty =>
        [("Redis:Ttl:CheckoutLock", "4"), ("Redis:Ttl:CheckoutLockRest", "1"), ("Redis:Ttl:InventoryReservation", "6"), ("Redis:Ttl:InventoryReservationLongest", "15"), ("Redis:TimeoutMilliseconds", "500")];

    private static int? Seed() => Given("COMMERCE_CHAOS_SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : null;

    private static TimeSpan Time() => Given("COMMERCE_CHAOS") is { } time
        ? time[^1] switch
        {
            'h' => TimeSpan.FromHours(Number(time)),
            'm' => TimeSpan.FromMinutes(Number(time)),
            's' => TimeSpan.FromSeconds(Number(time)),
            _ => throw new InvalidOperationException($"COMMERCE_CHAOS is '{time}'; it is a number and h, m or s."),
        }
        : Seed() is null ? Short : TimeSpan.Zero;

    private static double Number(string time) => double.Parse(time[..^1], CultureInfo.InvariantCulture);

    private static string? Given(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
