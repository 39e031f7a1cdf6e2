using System.Globalization;
using Commerce.Infrastructure.Redis;

namespace Commerce.Bench;

/// <summary>Runs the scenarios with their limits beside them and prints one table of ratios.</summary>
internal sealed class Report(Rig rig, Stall stall, Timing timing, IReadOnlyList<int> concurrency)
{
    /// <summary>Of the cart that is changed.</summary>
    private const int Lines = 5;

    private readonly List<string> rows = [];

    public async Task Run(HashSet<string> wanted)
    {
        bool Wants(string name) => wanted.Count == 0 || wanted.Contains(name);

        Console.WriteLine($"S7  start to first answer {rig.StartSeconds:0.00} s, resident {ProcessFigures.Resident(rig.WebProcess):0} MiB\n");
        if (Wants("S1"))
            await AgainstBare("S1", "product list", "GET", null, $"/v1/products?category={stall.Category}&currency=EUR&limit=20", Scenarios.List(stall), 0.60);
        if (Wants("S2"))
            await AgainstBare("S2", "product detail", "GET", null, $"/v1/products/{stall.Slug}?currency=EUR", Scenarios.Detail(stall), 0.60);
        if (Wants("S3"))
            await AgainstBare("S3", "new cart, one item", "POST", $$"""{"variantId":"{{stall.Variants[0]}}","units":1}""", "/v1/cart/lines", Scenarios.NewCart(stall), 0.35);
        if (Wants("S4-"))
            await ChangeLine("S4-", "the same without discounts", [.. stall.Variants.Take(Lines)], null, concurrency);
        if (Wants("S5"))
            await AgainstPgbench();
        if (Wants("S6"))
            await Race();
        if (Wants("S8"))
            await Reserve();
        if (Wants("S10"))
            await Propagate();

        // Last: the discounts stay, and the others are measured without. Its bar speaks of 16 buyers too.
        if (Wants("S4"))
            await ChangeLine("S4", $"change a line of five, {BusyShop.Discounts} discounts (p99 at 16 buyers < 10 ms)", await Season.Open(rig, Lines), BusyShop.Coupon, [.. concurrency.Union([16]).Order()]);

        Console.WriteLine("\n| | scenario | buyers | per second | p50 ms | p99 ms | CPU µs | limit | ratio | bar |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        rows.ForEach(Console.WriteLine);
    }

    private async Task AgainstBare(string name, string what, string method, string? body, string path, Func<Wire, int, Task<Func<Task>>> scenario, double bar) =>
        await AgainstBare(name, what, method, body, await Scenarios.Sample(rig.Address, Wire.Request(method, path, body)), scenario, bar, concurrency);

    private async Task ChangeLine(string name, string what, IReadOnlyList<string> variants, string? coupon, IReadOnlyList<int> many) =>
        await AgainstBare(name, what, "PUT", """{"units":2}""", await Cart(variants, coupon), Scenarios.Change(variants, coupon), 0.30, many);

    private async Task AgainstBare(
        string name, string what, string method, string? body, byte[] sample, Func<Wire, int, Task<Func<Task>>> scenario, double bar, IReadOnlyList<int> many)
    {
        await BurnIn(scenario);
        foreach (var buyers in many)
        {
            var pairs = new List<(Outcome Ours, Outcome Limit)>();
            for (var run = 0; run < timing.Runs; run++)
                pairs.Add((await Load.Run(rig.Address, buyers, timing.WarmUp, timing.Measured, scenario, rig.Web), await Limits.Bare(sample, () => (method, body), buyers, timing)));

            var (ours, limit) = (Outcome.Median([.. pairs.Select(pair => pair.Ours)]), Outcome.Median([.. pairs.Select(pair => pair.Limit)]));
            Row(name, what, buyers, ours, $"L1 {limit.PerSecond:0}", ours.PerSecond / limit.PerSecond, bar);
        }
    }

    /// <summary>The runtime compiles hot methods a second time in the background. On two cores that takes far longer than a warm-up, and what runs before is another program.</summary>
    private Task<Outcome> BurnIn(Func<Wire, int, Task<Func<Task>>> scenario) => Load.Run(rig.Address, 32, timing.BurnIn, TimeSpan.Zero, scenario);

    private async Task AgainstPgbench()
    {
        await BurnIn(Scenarios.Buy(stall));
        foreach (var buyers in concurrency)
        {
            var pairs = new List<(Outcome Ours, double? Limit)>();
            for (var run = 0; run < timing.Runs; run++)
                pairs.Add((await Load.Run(rig.Address, buyers, timing.WarmUp, timing.Measured, Scenarios.Buy(stall), rig.Everything), await Limits.Pgbench(rig.Postgres.ConnectionString, buyers, timing)));

            var ours = Outcome.Median([.. pairs.Select(pair => pair.Ours)]);
            var limit = pairs.Select(pair => pair.Limit).Order().ElementAt(pairs.Count / 2);
            Row("S5", "whole checkout (CPU of program + PostgreSQL + Redis)", buyers, ours, limit is null ? "no pgbench" : $"L3 {limit:0}", limit is null ? null : ours.PerSecond / limit, 0.10);
        }
    }

    private async Task Race()
    {
        var rates = new List<double>();
        for (var round = 0; round < 20; round++)
            rates.Add(await Scenarios.Race(rig));

        rows.Add($"| S6 | 64 buyers, 192 attempts, 100 units: 20 rounds exact | 64 | {rates.Order().ElementAt(10):0} orders | | | | | | exact |");
        Console.WriteLine(rows[^1]);
    }

    private async Task Reserve()
    {
        const int Callers = 50;
        var script = Script.Load("Redis/Inventory/lapse.lua", "Redis/Inventory/reserve.lua");
        var ours = await Reservations.Run(script, rig.Redis.ConnectionString, stall.Variants[0], Callers, timing);
        var limit = await Limits.RedisBenchmark(rig.Redis.ConnectionString, await Reservations.Sha(script, rig.Redis.ConnectionString), Reservations.Call(stall.Variants[0], Guid.NewGuid()), Callers);
        Row("S8", "reserve, store level", Callers, ours, limit is null ? "no redis-benchmark" : $"L2 {limit:0}", limit is null ? null : ours.PerSecond / limit, 0.70);
    }

    private async Task Propagate()
    {
        var (times, import) = await Propagation.Run(rig, changes: 300);
        rows.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"| S10 | price change → in force on two nodes, 100,000 variants (all in a list by one file: {import:0.0} s) | 1 | | {times[times.Length / 2]:0.00} | {times[times.Length * 99 / 100]:0.00} | | | | p99 < 250 ms |"));
        Console.WriteLine(rows[^1]);
    }

    private async Task<byte[]> Cart(IReadOnlyList<string> variants, string? coupon)
    {
        using var wire = new Wire(rig.Address);
        await wire.Connect();
        var (token, _) = await Scenarios.Fill(wire, variants, coupon);
        return (await wire.Send(Wire.Request("GET", "/v1/cart", null, ("Cart-Token", token)))).Body.ToArray();
    }

    private void Row(string name, string what, int buyers, Outcome ours, string limit, double? ratio, double bar)
    {
        rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {what} | {buyers} | {ours.PerSecond:0} | {ours.P50:0.00;-0.00;#} | {ours.P99:0.00;-0.00;#} | {Cpu(ours.CpuMicroseconds)} | {limit} | {ratio:P0} | ≥ {bar:P0} |"));
        Console.WriteLine(rows[^1]);
    }

    private static string Cpu(double[] microseconds) => microseconds switch
    {
        [] => "",
        [var one] => $"{one:0}",
        _ => $"{microseconds.Sum():0} = {string.Join(" + ", microseconds.Select(one => $"{one:0}"))}",
    };
}
