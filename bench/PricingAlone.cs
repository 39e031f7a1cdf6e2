using System.Diagnostics;
using System.Globalization;
using Commerce.Domain.Pricing;

namespace Commerce.Bench;

/// <summary>S9: the pricing engine by itself, on one thread.</summary>
internal static class PricingAlone
{
    public static void Run(bool quick)
    {
        var shop = new BusyShop();
        var (rounds, each) = quick ? (9, 20_000) : (31, 50_000);
        for (var i = 0; i < 2; i++)
            Measure(shop, 100_000, explain: false);

        Console.WriteLine("S9  bar: < 20000 ns and < 4096 bytes with explain off");
        Print("explain off", shop, rounds, each, explain: false);
        Print("explain on", shop, rounds, each / 10, explain: true);
    }

    private static void Print(string what, BusyShop shop, int rounds, int each, bool explain)
    {
        (double Microseconds, double Bytes)[] measured = [.. Enumerable.Range(0, rounds).Select(_ => Measure(shop, each, explain)).OrderBy(round => round.Microseconds)];
        var (median, best) = (measured[rounds / 2], measured[0]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"S9  pricing engine alone, {BusyShop.Lines} lines, {BusyShop.Discounts} discounts, {what}: median {median.Microseconds * 1000:0} ns, best {best.Microseconds * 1000:0} ns, {best.Bytes:0} bytes"));
    }

    private static (double Microseconds, double Bytes) Measure(BusyShop shop, int times, bool explain)
    {
        var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        for (var i = 0; i < times; i++)
            GC.KeepAlive(PricingEngine.Price(shop.Basket, shop.Buyer, shop.Rules, explain));

        return (clock.Elapsed.TotalMicroseconds / times, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)times);
    }
}
