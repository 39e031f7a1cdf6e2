using Commerce.Domain.Catalog;

namespace Commerce.Domain.Specs.Catalog;

/// <summary>A shirt in two sizes and what one does with it.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly ProductDetails Details =
        new("linen-shirt", "Linen shirt", "Cool in summer.", ["linen", "summer"], [Guid.Parse("0198f000-0000-7000-8000-000000000001")], [], [new("/images/a.svg", "The shirt")]);

    public static readonly ProductOption[] Sizes = [new("Size", ["S", "M"])];

    public static readonly Variant Small = Sized("S", 4900);
    public static readonly Variant Medium = Sized("M", 4900);

    public static Variant Sized(string size, long? cents) =>
        new($"shirt-{size}", $"SHIRT-{size}", new Dictionary<string, string> { ["Size"] = size }, Prices(cents), 250, 1, 10, 1, null);

    public static IReadOnlyDictionary<string, long> Prices(long? cents) =>
        cents is { } amount ? new Dictionary<string, long> { ["EUR"] = amount } : new Dictionary<string, long>();

    public static Product.Command.Create Create(params Variant[] variants) => new(Details, Sizes, variants);

    /// <summary>Runs the commands from nothing; a refusal on the way is a fault of the spec.</summary>
    public static Product Given(params Product.Command[] commands) => commands.Aggregate(Product.Initial, After);

    public static Product After(Product state, Product.Command command)
    {
        var decision = Product.Decide(state, command, Noon);
        Assert.Null(decision.Refusal);

        return decision.Events.Aggregate(state, Product.Evolve);
    }
}
