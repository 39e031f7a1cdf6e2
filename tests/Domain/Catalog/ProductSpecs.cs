using System.Text;
using Commerce.Domain.Catalog;
using static Commerce.Domain.Catalog.Product;
using static Commerce.Domain.Specs.Catalog.Samples;

namespace Commerce.Domain.Specs.Catalog;

public class ProductSpecs
{
    private static readonly Product Unpriced = Given(Create(Sized("S", null)));
    private static readonly Product Priced = Given(Create(Small));
    private static readonly Product InShop = Given(Create(Small), new Command.Publish());
    private static readonly Product Gone = Given(Create(Small), new Command.Archive());

    [Fact]
    public void is_published_only_with_a_price()
    {
        Assert.Equal("catalog.nothing_to_sell", Refused(Unpriced, new Command.Publish()));
        Assert.IsType<Published>(After(Priced, new Command.Publish()));
    }

    [Fact]
    public void keeps_a_price_as_long_as_it_is_published()
    {
        Assert.Equal("catalog.nothing_to_sell", Refused(InShop, new Command.RemoveVariant(Small.VariantId)));
        Assert.Equal("catalog.nothing_to_sell", Refused(InShop, new Command.SetPrices(Small.VariantId, Prices(null))));
        Assert.IsType<Published>(After(After(InShop, new Command.AddVariant(Medium)), new Command.RemoveVariant(Small.VariantId)));
        Assert.IsType<Draft>(After(Priced, new Command.RemoveVariant(Small.VariantId)));
    }

    [Fact]
    public void sells_each_combination_of_options_once()
    {
        var twin = Small with { VariantId = "twin", Sku = "TWIN" };

        Assert.Equal("catalog.combination_taken", Refused(Priced, new Command.AddVariant(twin)));
        Assert.Equal("catalog.combination_taken", Refused(Product.Initial, Create(Small, twin)));
        Assert.Equal("catalog.combination_taken", Refused(Given(Create(Small, Medium)), Change(Medium with { Options = Small.Options })));
    }

    [Fact]
    public void has_one_variant_to_a_sku_whatever_its_case()
    {
        Assert.Equal("catalog.sku_taken", Refused(Priced, new Command.AddVariant(Medium with { Sku = "shirt-s" })));
        Assert.Equal("catalog.sku_taken", Refused(Given(Create(Small, Medium)), Change(Medium with { Sku = Small.Sku })));
    }

    [Theory]
    [InlineData("Size", "XL")]
    [InlineData("Colour", "S")]
    [InlineData(null, null)]
    public void wants_one_value_for_each_option(string? name, string? value)
    {
        var chosen = name is null ? [] : new Dictionary<string, string> { [name] = value! };

        Assert.Equal("catalog.options_mismatch", Refused(Priced, new Command.AddVariant(Medium with { Options = chosen })));
    }

    [Fact]
    public void keeps_the_values_its_variants_have_chosen_when_its_options_are_set()
    {
        Assert.Equal("catalog.options_mismatch", Refused(Priced, new Command.SetOptions([new("Size", ["M", "L"])])));
        Assert.Equal("catalog.options_mismatch", Refused(Priced, new Command.SetOptions([])));
        Assert.Equal(["S", "L"], Content(After(Priced, new Command.SetOptions([new("Size", ["S", "L"])]))).Options.Single().Values);
    }

    [Fact]
    public void has_no_more_variants_than_one_can_choose_from()
    {
        string[] sizes = [.. Enumerable.Range(0, ProductContent.MostVariants + 1).Select(i => $"{i}")];
        Command.Create All(int count) => new(Details, [new("Size", sizes)], [.. sizes.Take(count).Select(size => Sized(size, 100))]);

        Assert.Equal("catalog.too_many_variants", Refused(Product.Initial, All(sizes.Length)));
        Assert.Equal("catalog.too_many_variants", Refused(Given(All(sizes.Length - 1)), new Command.AddVariant(Sized(sizes[^1], 100))));
    }

    [Fact]
    public void remembers_when_it_was_first_published()
    {
        var back = After(InShop, new Command.Unpublish());
        var again = Decide(back, new Command.Publish(), Noon.AddDays(3)).Events.Aggregate(back, Evolve);

        Assert.Equal(Noon, Content(again).PublishedAt);
    }

    [Fact]
    public void keeps_the_prices_of_a_variant_that_is_changed()
    {
        var changed = Content(After(Priced, Change(Small with { Sku = "NEW", Prices = Prices(null) }))).Variants.Single();

        Assert.Equal(Small with { Sku = "NEW" }, changed);
    }

    [Fact]
    public void keeps_what_a_variant_costs_the_shop_beside_its_prices()
    {
        var known = After(Priced, new Command.SetCosts(Small.VariantId, Prices(2100)));

        Assert.Equal(Small with { Costs = Prices(2100) }, Content(known).Variants.Single());
        Assert.Equal(Small, Content(After(known, new Command.SetCosts(Small.VariantId, new Dictionary<string, long>()))).Variants.Single());
    }

    [Fact]
    public void may_take_back_a_variant_it_had_removed()
    {
        var removed = After(After(Priced, new Command.AddVariant(Medium)), new Command.RemoveVariant(Medium.VariantId));

        Assert.Equal(Medium.VariantId, Assert.Single(Content(removed).Removed));
        Assert.Empty(Content(After(removed, new Command.AddVariant(Medium))).Removed);
    }

    [Fact]
    public void does_nothing_twice()
    {
        foreach (var (_, state, command) in EveryMove())
        {
            var after = Decide(state, command, Noon).Events.Aggregate(state, Evolve);

            Assert.Empty(Decide(after, command, Noon).Events);
        }
    }

    /// <summary>The moves, drawn by making them. A changed rule is a changed picture in review.</summary>
    [Fact]
    public Task moves_only_like_this()
    {
        var picture = new StringBuilder();
        foreach (var from in EveryMove().GroupBy(move => move.Name))
        {
            picture.AppendLine(from.Key);
            foreach (var (_, state, command) in from)
                picture.AppendLine($"    {command.GetType().Name,-14} {Destination(state, command)}");
        }

        return Verifier.Verify(picture.ToString());
    }

    private static IEnumerable<(string Name, Product State, Command Command)> EveryMove() =>
        from state in new (string Name, Product State)[] { ("None", Product.Initial), ("Draft, no price", Unpriced), ("Draft", Priced), ("Published", InShop), ("Archived", Gone) }
        from command in new Command[]
        {
            Create(Small), new Command.ChangeDetails(Details with { Title = "Shirt" }), new Command.SetOptions([new("Size", ["S", "M", "L"])]), new Command.AddVariant(Medium),
            Change(Small with { WeightGrams = 300 }), new Command.SetPrices(Small.VariantId, Prices(3900)), new Command.SetCosts(Small.VariantId, Prices(2100)), new Command.RemoveVariant(Small.VariantId),
            new Command.Publish(), new Command.Unpublish(), new Command.Archive(), new Command.Restore(),
        }
        select (state.Name, state.State, command);

    private static string Destination(Product state, Command command)
    {
        var decision = Decide(state, command, Noon);
        var after = decision.Events.Aggregate(state, Evolve);

        return decision.Refusal is { } refusal ? $"refused: {refusal.Code}" : decision.Events.Count == 0 ? "(already so)" : $"-> {after.GetType().Name}";
    }

    private static Command.ChangeVariant Change(Variant to) => new(to.VariantId, to.Sku, to.Options, to.WeightGrams, to.Min, to.Max, to.Step, to.Image);

    private static string? Refused(Product state, Command command) => Decide(state, command, Noon).Refusal?.Code;

    private static ProductContent Content(Product state) => ((Kept)state).Content;
}
