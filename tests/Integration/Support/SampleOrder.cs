using Commerce.Application.Checkouts;
using Commerce.Application.Orders;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Streams;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Support;

/// <summary>A paid order of a customer, for specs that are about something else than buying: placed at the port, with stock of its own.</summary>
internal static class SampleOrder
{
    private static readonly PostalAddress Home = new("Ada Byron", "1 Square", "London", "W1", "GB");

    public static async Task<Guid> Of(Shop shop, Guid customerId)
    {
        var (variant, price, none) = (Guid.NewGuid().ToString("N"), new Money(1000, "EUR"), Money.Zero("EUR"));
        (await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units = 5, reason = "sample" })).EnsureSuccessStatusCode();
        var line = new QuoteLine(variant, variant, variant, "A thing", 1, price, price, price, [], none, price);
        var quote = new Quote("EUR", [line], new("standard", "Standard", none), price, none, none, none, price, 1, Rounding.HalfUp);
        var (checkoutId, cart, attempt, order) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var (state, version) = await PayingCheckout(shop, checkoutId, cart, attempt, quote);

        await using var scope = shop.Services.CreateAsyncScope();
        var placed = await scope.ServiceProvider.GetRequiredService<IOrderPlacement>().Place(
            new(
                checkoutId, version, state, [new Checkout.Command.Authorise(attempt, "ref", price), new Checkout.Command.PlaceOrder(order)], order, cart, quote,
                (number, now) => new Order.Event.Placed(number, checkoutId, cart, customerId, "ada@example.com", Home, Home, quote, new(attempt, "sandbox", "ref"), null, now)),
            done => done, CancellationToken.None);
        Assert.Null(placed.Refusal);

        return order;
    }

    private static async Task<(Checkout State, int Version)> PayingCheckout(Shop shop, Guid id, Guid cart, Guid attempt, Quote quote)
    {
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

        await using var session = shop.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.AppendFacts(id, 0, facts);
        await session.SaveChangesAsync();

        return (state, facts.Count);
    }
}
