using Commerce.Domain.Carts;
using CsCheck;

namespace Commerce.Domain.Specs.Carts;

public class CartSpecs
{
    private static readonly UnitRule Free = new(1, 999, 1);
    private static readonly CartLimits Limits = CartLimits.Standard;
    private static readonly Cart Nothing = Cart.Empty(Guid.NewGuid(), "EUR");

    [Fact]
    public void equal_lines_are_one_line()
    {
        var cart = Add(Add(Nothing, "mug", 2), "mug", 3);

        Assert.Equal([("mug", 5)], cart.Lines.Select(line => (line.LineId, line.Units)));
    }

    [Fact]
    public void lines_with_other_custom_data_stay_apart()
    {
        var cart = Add(Add(Add(Nothing, "mug", 1), "mug", 1, ("engraving", "Ada")), "mug", 1, ("engraving", "Bob"));

        Assert.Equal(3, cart.Lines.Count);
        Assert.Equal(4, Add(cart, "mug", 1, ("engraving", "Ada")).Units);
        Assert.Equal(3, cart.UnitsByVariant()["mug"]);
    }

    [Fact]
    public void custom_data_is_the_same_in_any_order_and_never_mistaken_for_other()
    {
        var (one, two) = (new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });

        Assert.Equal(CartLine.Of("mug", one, 1).LineId, CartLine.Of("mug", two, 1).LineId);
        Assert.NotEqual(CartLine.Of("mug", new Dictionary<string, string> { ["a"] = "1b2" }, 1).LineId, CartLine.Of("mug", one, 1).LineId);
        Assert.Matches(CartLine.IdPattern, CartLine.Of("mug", one, 1).LineId);
    }

    [Fact]
    public void set_is_absolute_and_zero_removes()
    {
        var cart = Add(Nothing, "mug", 2);

        Assert.Equal(7, Ok(cart.Set("mug", 7, Free, Limits)).Units);
        Assert.True(Ok(cart.Set("mug", 0, Free, Limits)).IsEmpty);
        Assert.Same(cart, Ok(cart.Set("mug", 2, Free, Limits)));
        Assert.Equal("cart.line_unknown", cart.Set("cup", 1, Free, Limits).Refusal?.Code);
        Assert.Same(cart, Ok(cart.Set("cup", 0, Free, Limits)));
    }

    [Fact]
    public void removing_what_is_not_there_changes_nothing()
    {
        var cart = Add(Nothing, "mug", 2);

        Assert.Same(cart, cart.Remove("cup"));
        Assert.True(cart.Remove("mug").IsEmpty);
        Assert.Same(Nothing, Nothing.Clear());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(14)]
    public void units_outside_the_variants_rule_are_refused(int units)
    {
        var refusal = Nothing.Add(CartLine.Of("mug", null, units), new(2, 12, 2), Limits).Refusal;

        Assert.Equal("cart.units_not_allowed", refusal?.Code);
        Assert.Equal([("min", 2), ("max", 12), ("step", 2)], refusal!.Facts.Where(fact => fact.Name is "min" or "max" or "step").Select(fact => (fact.Name, (int)fact.Value!)));
    }

    [Fact]
    public void a_cart_has_limits()
    {
        var limits = new CartLimits(Lines: 2, UnitsPerLine: 5, Units: 8);
        var cart = Ok(Ok(Nothing.Add(CartLine.Of("a", null, 5), Free, limits)).Add(CartLine.Of("b", null, 2), Free, limits));

        Assert.Equal("cart.too_many_lines", cart.Add(CartLine.Of("c", null, 1), Free, limits).Refusal?.Code);
        Assert.Equal("cart.units_not_allowed", cart.Add(CartLine.Of("a", null, 1), Free, limits).Refusal?.Code);
        Assert.Equal("cart.too_many_units", cart.Add(CartLine.Of("b", null, 2), Free, limits).Refusal?.Code);
        Assert.Equal("cart.too_many_units", cart.Set("b", 4, Free, limits).Refusal?.Code);
    }

    [Fact]
    public void units_beyond_all_numbers_are_refused_not_wrapped() =>
        Assert.Equal("cart.units_not_allowed", Add(Nothing, "mug", 900).Add(CartLine.Of("mug", null, int.MaxValue), Free, Limits).Refusal?.Code);

    /// <summary>Whatever is asked, and in whatever order, a cart keeps its rules.</summary>
    [Fact]
    public void no_edit_leads_out_of_the_limits()
    {
        var (limits, rule) = (new CartLimits(Lines: 4, UnitsPerLine: 9, Units: 20), new UnitRule(2, 12, 2));
        var variants = Gen.Int[0, 5].Select(i => "abcdef"[i].ToString());
        Gen.Select(variants, Gen.Int[-3, 14], Gen.Bool).Array[1, 40].Sample(edits =>
        {
            var cart = Nothing;
            foreach (var (variant, units, sets) in edits)
            {
                var edited = sets ? cart.Set(variant, units, rule, limits) : cart.Add(CartLine.Of(variant, null, units), rule, limits);
                cart = edited.Is(out var next) ? next : cart;

                Assert.True(cart.Lines.Count <= limits.Lines && cart.Units <= limits.Units);
                Assert.All(cart.Lines, line => Assert.True(rule.Allows(line.Units) && line.Units <= limits.UnitsPerLine));
                Assert.Equal(cart.Lines.Count, cart.Lines.Select(line => line.LineId).Distinct().Count());
            }
        });
    }

    [Fact]
    public void the_nearest_allowed_number_is_allowed_and_no_more_than_wanted_unless_that_is_too_few() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 40], Gen.Int[1, 7], Gen.Int[1, 60]).Sample((min, max, step, wanted) =>
        {
            var rule = new UnitRule(min, max, step);
            var allowed = Enumerable.Range(1, 60).Where(rule.Allows).ToList();
            var nearest = rule.Nearest(wanted);

            Assert.Equal(allowed.Count == 0 ? 0 : allowed.Where(units => units <= wanted).DefaultIfEmpty(allowed[0]).Last(), nearest);
        });

    private static Cart Add(Cart cart, string variant, int units, params (string Name, string Value)[] custom) =>
        Ok(cart.Add(CartLine.Of(variant, custom.ToDictionary(entry => entry.Name, entry => entry.Value), units), Free, Limits));

    private static Cart Ok(Result<Cart> result) => result.Is(out var cart) ? cart : throw new InvalidOperationException(result.Refusal!.Code);
}
