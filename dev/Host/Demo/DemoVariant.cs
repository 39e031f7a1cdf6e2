namespace Commerce.Host.Demo;

/// <summary>A variant of the demo shop.</summary>
/// <param name="Share">Hundredths of the price that it costs the shop itself.</param>
/// <param name="Units">What is on the shelf: mostly plenty, sometimes a few, now and then none.</param>
internal sealed record DemoVariant(string VariantId, string? Size, string Colour, long Eur, long Usd, long Jpy, int Grams, int Max, int Units, string Image, int Share)
{
    public static DemoVariant Of(string slug, string category, string? size, string colour, long cents, int grams, Random random)
    {
        var id = DemoProduct.Slugged($"{slug}-{colour}{(size is null ? "" : $"-{size}")}");
        var units = random.Next(100) switch
        {
            < 4 => 0,
            < 14 => 1 + random.Next(4),
            _ => 20 + random.Next(180),
        };

        cents = size switch { "Double" => cents * 14 / 10 / 10 * 10, "XL" => cents + 500, _ => cents };
        return new(
            id.Length <= 64 ? id : id[^64..].TrimStart('-'), size, colour, cents, Near(cents * 109 / 100, 100) - 5, Near(cents * 163 / 100, 100), grams, cents > 10_000 ? 10 : 25, units,
            $"/images/placeholder/{category}-{colour.ToLowerInvariant()}-{slug.Sum(c => c) % 97}.svg", 55 + (slug.Sum(c => c) % 16));
    }

    /// <summary>What the shop pays for it itself.</summary>
    public IReadOnlyList<(string Currency, long Amount)> Costs => [("EUR", Eur * Share / 100), ("JPY", Jpy * Share / 100), ("USD", Usd * Share / 100)];

    /// <summary>To the nearest step, at least one of them.</summary>
    private static long Near(long amount, long step) => Math.Max(step, (amount + (step / 2)) / step * step);
}
