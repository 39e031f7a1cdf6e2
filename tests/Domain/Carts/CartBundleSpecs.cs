using Commerce.Domain.Bundles;
using Commerce.Domain.Carts;

namespace Commerce.Domain.Specs.Carts;

public class CartBundleSpecs
{
    private static readonly CartBundle Menu = new("menu", 3, [new("main", "burger", "v1", 1, 1), new("drinks", "cola", "v2", 2, 4)]);
    private static readonly CartLimits Limits = CartLimits.Standard;
    private static readonly Cart Nothing = Cart.Empty(Guid.NewGuid(), "EUR");

    [Fact]
    public void is_a_line_of_its_own_by_code_version_choice_and_custom_data()
    {
        CartLine[] lines =
        [
            CartLine.Of(Menu, null, 1),
            CartLine.Of(Menu with { Version = 4 }, null, 1),
            CartLine.Of(Menu with { Code = "other" }, null, 1),
            CartLine.Of(Menu with { Picks = [Menu.Picks[0] with { VariantId = "v9" }, Menu.Picks[1]] }, null, 1),
            CartLine.Of(Menu with { Picks = [Menu.Picks[0], Menu.Picks[1] with { Times = 3 }] }, null, 1),
            CartLine.Of(Menu, new Dictionary<string, string> { ["name"] = "Ada" }, 1),
            CartLine.Of("menu", null, 1),
        ];

        Assert.Equal(lines.Length, lines.Select(line => line.LineId).Distinct().Count());
        Assert.All(lines, line => Assert.Matches(CartLine.IdPattern, line.LineId));
        Assert.Equal(lines[0].LineId, CartLine.Of(Menu with { }, new Dictionary<string, string>(), 9).LineId);
    }

    [Fact]
    public void merges_with_its_like_and_is_set_and_removed_as_other_lines()
    {
        var cart = Add(Add(Nothing, 2), 3);
        var line = Assert.Single(cart.Lines);

        Assert.Equal((5, 5), (line.Units, cart.Units));
        Assert.Equal(7, Ok(cart.Set(line.LineId, 7, UnitRule.Any, Limits)).Units);
        Assert.True(cart.Remove(line.LineId).IsEmpty);
    }

    [Fact]
    public void takes_its_components_from_stock_together_with_other_lines()
    {
        var cart = Ok(Add(Nothing, 3).Add(CartLine.Of("v2", null, 5), UnitRule.Any, Limits));

        Assert.Equal(new Dictionary<string, int> { ["v1"] = 3, ["v2"] = 17 }, cart.UnitsByVariant());
    }

    [Fact]
    public void joins_the_cart_of_whoever_signs_in()
    {
        var guest = Add(Cart.Empty(Guid.NewGuid(), "EUR"), 998);

        var merged = Add(Nothing, 2).Merge(guest, MergeStrategy.Sum, Limits, _ => new(5, 5, 5));

        Assert.Equal(999, Assert.Single(merged.Lines).Units);
        Assert.Equal(new ClampedLine(merged.Lines[0].LineId, 1000, 999), Assert.Single(merged.Clamped));
        Assert.Equal(Menu, merged.Lines[0].Bundle);
    }

    [Fact]
    public void stays_as_it_was_chosen_also_where_nothing_was()
    {
        var bundle = Bundles.Samples.Bundle(
            Bundles.Samples.Set("main", 1, 1, false, Bundles.Samples.Option("burger")), Bundles.Samples.Set("mugs", 0, 3, true, Bundles.Samples.Option("mug", defaults: 1)));
        var declined = new Dictionary<string, IReadOnlyList<SelectedOption>> { ["main"] = [new("burger")], ["mugs"] = [] };
        var chosen = CartBundle.Of(bundle, BundleSelection.Check(bundle, declined, id => Bundles.Samples.Goods(id)).Choice!);

        var again = BundleSelection.Check(bundle, chosen.Selection(bundle), id => Bundles.Samples.Goods(id)).Choice!;

        Assert.Equal("burger", Assert.Single(again.Picks).Option);
        Assert.Equal(chosen, CartBundle.Of(bundle, again));
    }

    private static Cart Add(Cart cart, int units) => Ok(cart.Add(CartLine.Of(Menu, null, units), UnitRule.Any, Limits));

    private static Cart Ok(Result<Cart> result) => result.Match(cart => cart, refusal => throw new InvalidOperationException(refusal.Message));
}
