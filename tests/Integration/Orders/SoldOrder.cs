using System.Security.Cryptography;
using System.Text.Json;
using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Application.Orders;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Orders;

/// <summary>
/// An order of three shirts (100.00 EUR after a discount of 5.00, so that a unit is no whole cent) and a mug (15.00), sent for 4.90, as a checkout leaves it: stock claimed, money authorised and taken.
/// </summary>
internal sealed class SoldOrder
{
    private readonly Shop shop;

    private SoldOrder(Shop shop) => this.shop = shop;

    public Guid Id { get; } = Guid.CreateVersion7();

    public long Number { get; private set; }

    public string Token { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    public string Shirt { get; } = $"shirt-{Guid.NewGuid():N}";

    public string Mug { get; } = $"mug-{Guid.NewGuid():N}";

    /// <summary>A word only this order has.</summary>
    public string Street { get; } = $"street{Guid.NewGuid():N}";

    public Guid Attempt { get; } = Guid.NewGuid();

    /// <summary>How many of each variant are left after the order: what is given back comes on top.</summary>
    public const long Left = 7;

    public static async Task<SoldOrder> New(Shop shop, string token = "tok_ok", Guid? customer = null, string email = "ann@example.com", bool taken = true, DateTimeOffset? at = null)
    {
        var order = new SoldOrder(shop);
        await order.Receive(order.Shirt, Left + 3);
        await order.Receive(order.Mug, Left + 1);

        var gateway = shop.Services.GetRequiredService<IPaymentGateway>();
        var secured = Assert.IsType<GatewayAnswer.Authorised>(await gateway.Authorise(new(order.Attempt, Guid.NewGuid(), order.Quote.Total, token), default));
        order.Number = await order.Place(customer, email, secured.Reference, at ?? DateTimeOffset.Parse("2026-01-05T12:00:00Z"));
        if (!taken)
            return order;

        await order.Take(secured);
        return order;
    }

    /// <summary>The money is taken by the program itself, told of the authorisation once more: the provider's own webhook may be doing the same at this moment.</summary>
    private async Task Take(GatewayAnswer.Authorised secured)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        foreach (var outcome in scope.ServiceProvider.GetServices<IPaymentOutcome>())
            await outcome.Apply(new("sandbox", $"evt_{Guid.NewGuid():N}", Attempt, secured, TimeProvider.System.GetUtcNow()), default);

        await Eventually.True(async () => (await Read()).GetProperty("version").GetInt64() == 2);
    }

    /// <summary>What only the program itself says to an order: everything else goes over HTTP.</summary>
    public async Task Do(Order.Command command)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<IOrders>().Decide(Id, null, [command], (_, _) => new Done(), default)).Refusal);
    }

    public Task<HttpResponseMessage> Post(string path, object body, string? key = null, params (string, string)[] headers) =>
        shop.Admin(HttpMethod.Post, $"/v1/admin/orders/{Id}/{path}", body, [("Idempotency-Key", key ?? Guid.NewGuid().ToString()), .. headers]);

    public async Task<JsonElement> Read() => await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/orders/{Id}"));

    public async Task<string[]> History() =>
        [.. (await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/orders/{Id}/history"))).EnumerateArray().Select(entry => entry.GetProperty("text").GetString()!)];

    /// <summary>What the provider's books say went back to the buyer.</summary>
    public async Task<long> PaidBack() => await shop.Services.GetRequiredService<IPaymentGateway>().Find(Attempt, default) is GatewayAnswer.Refunded refunded ? refunded.Amount.Amount : 0;

    /// <summary>On hand in PostgreSQL, and available as the real-time layer says.</summary>
    public async Task<(long OnHand, long Available)> Stock(string variant)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select on_hand from stock_level where variant_id = $1");
        command.Parameters.AddWithValue(variant);
        var available = await shop.Services.GetRequiredService<IInventory>().Available([variant], null, default);
        return ((long)(await command.ExecuteScalarAsync())!, available[variant].Available);
    }

    private async Task Receive(string variant, long units) =>
        Assert.True((await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units, reason = "delivery" })).IsSuccessStatusCode);

    /// <summary>The checkout up to its payment, then the one commit that places the order.</summary>
    private async Task<long> Place(Guid? customer, string email, string reference, DateTimeOffset at)
    {
        var (checkout, cart, home) = (Guid.CreateVersion7(), Guid.CreateVersion7(), new PostalAddress("Ann Smith", Street, "Vienna", "1010", "AT"));
        var hash = customer is null ? Fingerprint.Of(Token) : null;
        Checkout.Command[] begun =
        [
            new Checkout.Command.Start(cart, new(customer, customer is null ? "token" : null, hash), "EUR"), new Checkout.Command.Edit(email, home, null, "standard"),
            new Checkout.Command.Lock(Quote, 1), new Checkout.Command.StartPayment(Attempt, "sandbox"),
        ];

        await using var scope = shop.Services.CreateAsyncScope();
        var (state, version) = (Checkout.Initial, 0L);
        Assert.Null((await scope.ServiceProvider.GetRequiredService<ICheckouts>().Decide(checkout, 0, begun, (after, at) => (state, version) = (after, at), default)).Refusal);

        var placed = await scope.ServiceProvider.GetRequiredService<IOrderPlacement>().Place(
            new(
                checkout, version, state, [new Checkout.Command.Authorise(Attempt, reference, Quote.Total), new Checkout.Command.PlaceOrder(Id)], Id, cart, Quote,
                (number, _) => new Order.Event.Placed(number, checkout, cart, customer, email, home, home, Quote, new(Attempt, "sandbox", reference), hash, at)),
            placed => placed.Number, default);

        return placed.Match(number => number, refused => throw new InvalidOperationException(refused.Message));
    }

    private Quote Quote => new(
        "EUR",
        [
            new("1", Shirt, "SHIRT-M", "Shirt, M", 3, Euro(3500), Euro(3500), Euro(10_500), [new("spring", "Spring sale", Euro(500))], Euro(0), Euro(10_000)),
            new("2", Mug, "MUG", "Mug", 1, Euro(1500), Euro(1500), Euro(1500), [], Euro(0), Euro(1500)),
        ],
        new("standard", "Standard", Euro(490)), Euro(12_000), Euro(500), Euro(490), Euro(0), Euro(11_990), 1, Rounding.HalfUp);

    private static Money Euro(long amount) => new(amount, "EUR");
}
