using Commerce.Domain.Inventory;
using CsCheck;

namespace Commerce.Domain.Specs.Inventory;

public class StockSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Stock> Levels = Gen.Select(Gen.Long[0, 50], Gen.Long[0, 20], Gen.Long[0, 30], (onHand, backordered, limit) => new Stock(onHand, backordered, limit));

    private static readonly Gen<Stock.Command> Commands = Gen.OneOf<Stock.Command>(
        Gen.Long[-2, 40].Select(Stock.Command (units) => new Stock.Command.Receive(units, "r", null)),
        Gen.Long[-2, 60].Select(Stock.Command (units) => new Stock.Command.Count(units, "r", null)),
        Gen.Long[-60, 60].Select(Stock.Command (units) => new Stock.Command.Adjust(units, "r", null)),
        Gen.Long[-2, 40].Select(Stock.Command (limit) => new Stock.Command.AllowBackorders(limit)));

    [Fact]
    public void a_receipt_serves_back_orders_first()
    {
        var after = After(new Stock(0, 3, 5), new Stock.Command.Receive(10, "delivery", "PO-1"));

        Assert.Equal(new Stock(7, 0, 5), after);
    }

    [Fact]
    public void a_count_says_what_can_be_sold()
    {
        Assert.Equal(new Stock(4, 0, 0), After(new Stock(9, 0, 0), new Stock.Command.Count(4, "count", null)));
        Assert.Empty(Stock.Decide(new Stock(4, 0, 0), new Stock.Command.Count(4, "count", null), Noon).Events);
    }

    [Fact]
    public void an_adjustment_below_zero_is_refused_with_what_there_is()
    {
        var refusal = Stock.Decide(new Stock(3, 0, 0), new Stock.Command.Adjust(-4, "theft", null), Noon).Refusal;

        Assert.Equal("inventory.below_zero", refusal?.Code);
        Assert.Contains(("onHand", (object?)3L), refusal!.Facts);
    }

    [Fact]
    public void a_level_stays_exact_in_a_script() =>
        Assert.Equal("inventory.out_of_range", Stock.Decide(new Stock(Stock.Unlimited, 0, 0), new Stock.Command.Receive(1, "r", null), Noon).Refusal?.Code);

    [Fact]
    public void no_figure_ever_falls_below_zero() => Gen.Select(Levels, Commands.Array[1, 20]).Sample((level, commands) =>
    {
        foreach (var command in commands)
        {
            level = After(level, command);
            Assert.True(level is { OnHand: >= 0, Backordered: >= 0, BackorderLimit: >= 0 });
        }
    });

    /// <summary>Claims leave no fact in the stream, so the level must come out the same wherever they fall between the facts.</summary>
    [Fact]
    public void facts_and_claims_add_up_in_any_order() => Gen.Select(Gen.Long[1, 40].Array[1, 8], Gen.Long[1, 10].Array[0, 8], Gen.Int).Sample((receipts, claims, seed) =>
    {
        var start = new Stock(0, 0, 1_000);
        var inOrder = claims.Aggregate(receipts.Aggregate(start, (level, units) => Stock.Evolve(level, new Stock.Event.Received(units, "r", null))), (level, units) => Claim(level, units));

        Func<Stock, Stock>[] steps =
        [
            .. receipts.Select(units => (Func<Stock, Stock>)(level => Stock.Evolve(level, new Stock.Event.Received(units, "r", null)))),
            .. claims.Select(units => (Func<Stock, Stock>)(level => Claim(level, units))),
        ];
        new Random(seed).Shuffle(steps);

        Assert.Equal(inOrder, steps.Aggregate(start, (level, step) => step(level)));
    });

    private static Stock After(Stock level, Stock.Command command) => Stock.Decide(level, command, Noon).Events.Aggregate(level, Stock.Evolve);

    /// <summary>What an order does to the row: the shelf first, then on back-order.</summary>
    private static Stock Claim(Stock level, long units)
    {
        var fromShelf = Math.Min(level.OnHand, units);
        return level with { OnHand = level.OnHand - fromShelf, Backordered = level.Backordered + units - fromShelf };
    }
}
