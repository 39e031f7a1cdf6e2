using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Streams;
using Commerce.Integration.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Orders;

/// <summary>The shared commit, entered at its port: no request can be made to lose a race on purpose.</summary>
public class OrderPlacementSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly PostalAddress Home = new("Ada Lovelace", "12 St James's Square", "London", "SW1Y 4LB", "GB");

    private readonly string variant = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task claims_no_more_than_there_is_however_many_orders_share_a_commit()
    {
        await Stock(variant, 10);

        var outcomes = await Task.WhenAll((await Paid(32)).Select(paid => Place(paid)));

        Assert.Equal(10, outcomes.Count(outcome => outcome.Refusal is null));
        Assert.All(outcomes.Where(outcome => outcome.Refusal is not null), outcome => Assert.Equal("inventory.sold_out", outcome.Refusal!.Code));
        Assert.Equal(0, await OnHand(variant));
    }

    [Fact]
    public async Task numbers_orders_without_a_gap_although_some_are_refused()
    {
        await Stock(variant, 5);
        var before = await LastNumber();

        var outcomes = await Task.WhenAll((await Paid(12)).Select(paid => Place(paid)));

        var numbers = outcomes.Where(outcome => outcome.Refusal is null).Select(outcome => outcome.Match(placed => placed.Number, _ => 0)).Order().ToArray();
        Assert.Equal(5, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.True(number > before));
        Assert.True((bool)(await Sql("select last - 100000 = (select count(*) from mt_events where type = 'order_placed') from order_number"))!);
    }

    [Fact]
    public async Task lets_no_buyer_hear_of_another_buyers_failure()
    {
        await Stock(variant, 100);
        var paid = await Paid(16);
        var outdated = paid[7] with { Version = paid[7].Version - 1 };

        var outcomes = await Task.WhenAll(paid.Select((one, i) => Place(i == 7 ? outdated : one)));

        Assert.Equal("stream.moved_on", outcomes[7].Refusal?.Code);
        Assert.Equal(15, outcomes.Count(outcome => outcome.Refusal is null));
        Assert.Equal(85, await OnHand(variant));
    }

    [Fact]
    public async Task takes_nothing_when_one_of_several_variants_is_short()
    {
        var scarce = Guid.NewGuid().ToString("N");
        await Stock(variant, 5);
        await Stock(scarce, 1);
        var paid = (await Paid(1, (variant, 2), (scarce, 2)))[0];

        var outcome = await Place(paid);

        Assert.Equal("inventory.sold_out", outcome.Refusal?.Code);
        Assert.Equal([new StockShortage(scarce, 2, 1)], (IEnumerable<StockShortage>)outcome.Refusal!.Facts.Single().Value!);
        Assert.Equal((5, 1), (await OnHand(variant), await OnHand(scarce)));
    }

    [Fact]
    public async Task places_one_order_for_one_checkout_however_often_it_is_asked()
    {
        await Stock(variant, 10);
        var paid = (await Paid(1))[0];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Place(paid)));

        Assert.Single(outcomes, outcome => outcome.Refusal is null);
        Assert.All(outcomes.Where(outcome => outcome.Refusal is not null), outcome => Assert.Equal("stream.moved_on", outcome.Refusal!.Code));
        Assert.Equal(9, await OnHand(variant));
    }

    private sealed record PaidCheckout(Guid Id, long Version, Checkout State, Guid AttemptId, Quote Quote, Guid CartId);

    /// <summary>Checkouts whose payment runs, written straight to their streams.</summary>
    private async Task<PaidCheckout[]> Paid(int count, params (string Variant, int Units)[] lines)
    {
        await using var session = shop.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var paid = Enumerable.Range(0, count).Select(_ => Pay(lines.Length == 0 ? [(variant, 1)] : lines)).ToArray();
        foreach (var (checkout, facts) in paid)
            session.AppendFacts(checkout.Id, 0, facts);

        await session.SaveChangesAsync();
        return [.. paid.Select(pair => pair.Checkout)];
    }

    private static (PaidCheckout Checkout, IReadOnlyList<Checkout.Event> Facts) Pay((string Variant, int Units)[] lines)
    {
        var (cart, attempt, price) = (Guid.CreateVersion7(), Guid.CreateVersion7(), new Money(1000, "EUR"));
        var quoted = lines.Select(line => new QuoteLine(line.Variant, line.Variant, line.Variant, "A thing", line.Units, price, price, price * line.Units, [], Money.Zero("EUR"), price * line.Units)).ToArray();
        var (total, none) = (Money.Sum("EUR", quoted.Select(line => line.Total)), Money.Zero("EUR"));
        var quote = new Quote("EUR", quoted, new("standard", "Standard", none), total, none, none, none, total, 1, Rounding.HalfUp);

        Checkout.Command[] commands =
        [
            new Checkout.Command.Start(cart, new(null, "token", null), "EUR"),
            new Checkout.Command.Edit("ada@example.com", Home, null, "standard"),
            new Checkout.Command.Lock(quote, 1),
            new Checkout.Command.StartPayment(attempt, "sandbox"),
        ];
        var (state, facts) = (Checkout.Initial, new List<Checkout.Event>());
        foreach (var command in commands)
        {
            var decision = Checkout.Decide(state, command, TimeProvider.System.GetUtcNow());
            state = decision.Events.Aggregate(state, Checkout.Evolve);
            facts.AddRange(decision.Events);
        }

        return (new(Guid.CreateVersion7(), facts.Count, state, attempt, quote, cart), facts);
    }

    private async Task<Result<PlacedOrder>> Place(PaidCheckout paid)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var order = Guid.CreateVersion7();
        return await scope.ServiceProvider.GetRequiredService<IOrderPlacement>().Place(
            new(
                paid.Id, paid.Version, paid.State,
                [new Checkout.Command.Authorise(paid.AttemptId, "ref", paid.Quote.Total), new Checkout.Command.PlaceOrder(order)],
                order, paid.CartId, paid.Quote,
                (number, now) => new Order.Event.Placed(number, paid.Id, paid.CartId, null, "ada@example.com", Home, Home, paid.Quote, new(paid.AttemptId, "sandbox", "ref"), null, now)),
            placed => placed, CancellationToken.None);
    }

    private Task Stock(string of, long units) => Sql($"insert into stock_level (variant_id, on_hand, version) values ('{of}', {units}, 1)");

    private async Task<long> OnHand(string of) => (long)(await Sql($"select on_hand from stock_level where variant_id = '{of}'"))!;

    private async Task<long> LastNumber() => (long)(await Sql("select last from order_number"))!;

    private async Task<object?> Sql(string text)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(text);
        return await command.ExecuteScalarAsync();
    }
}
