using System.Net;
using System.Text.Json;
using static Commerce.Bench.Limits;

namespace Commerce.Bench;

/// <summary>What buyers do. Each scenario prepares one buyer and returns the step that is counted.</summary>
internal static class Scenarios
{
    public const string Address = """{"name":"Ada Lovelace","line1":"12 St James's Square","city":"London","postalCode":"SW1Y 4LB","country":"GB"}""";

    /// <summary>S1: a list of 20 products with the caller's prices.</summary>
    public static Func<Wire, int, Task<Func<Task>>> List(Stall stall) => Same(Wire.Request("GET", $"/v1/products?category={stall.Category}&currency=EUR&limit=20"));

    /// <summary>S2: one product with variants, prices and live availability.</summary>
    public static Func<Wire, int, Task<Func<Task>>> Detail(Stall stall) => Same(Wire.Request("GET", $"/v1/products/{stall.Slug}?currency=EUR"));

    /// <summary>S3: a new cart with one item.</summary>
    public static Func<Wire, int, Task<Func<Task>>> NewCart(Stall stall) => (wire, buyer) =>
    {
        var turn = 0;
        return Task.FromResult<Func<Task>>(async () => await Add(wire, null, stall.Any(buyer, turn++)));
    };

    /// <summary>S4: change the line in the middle of a cart.</summary>
    /// <param name="variants">One for each line.</param>
    /// <param name="coupon">Entered before; then each answer must name discounts on every line.</param>
    public static Func<Wire, int, Task<Func<Task>>> Change(IReadOnlyList<string> variants, string? coupon = null) => async (wire, buyer) =>
    {
        var (token, cart) = await Fill(wire, variants, coupon);
        var line = cart.GetProperty("lines")[variants.Count / 2].GetProperty("lineId").GetString();
        byte[][] requests = [.. Enumerable.Range(1, 3).Select(units => Wire.Request("PUT", $"/v1/cart/lines/{line}", $$"""{"units":{{units}}}""", ("Cart-Token", token)))];
        var turn = 0;
        return async () =>
        {
            var answer = await wire.Send(requests[turn++ % requests.Length]);
            Expect(200, answer);
            if (coupon is not null)
                ExpectDiscounts(answer);
        };
    };

    /// <summary>A cart with a line of each variant.</summary>
    public static async Task<(string Token, JsonElement Cart)> Fill(Wire wire, IReadOnlyList<string> variants, string? coupon)
    {
        (string? token, JsonElement cart) = (null, default);
        foreach (var variant in variants)
            (token, cart) = await Add(wire, token, variant);
        if (coupon is not null)
            Expect(200, await wire.Send(Wire.Request("POST", "/v1/cart/coupons", $$"""{"code":"{{coupon}}"}""", ("Cart-Token", token!))));

        return (token!, cart);
    }

    /// <summary>S5: cart, second item, and a checkout with address, shipping and payment up to the order.</summary>
    public static Func<Wire, int, Task<Func<Task>>> Buy(Stall stall) => (wire, buyer) =>
    {
        var turn = 0;
        return Task.FromResult<Func<Task>>(async () =>
        {
            var (token, _) = await Add(wire, null, stall.Any(buyer, turn++));
            await Add(wire, token, stall.Any(buyer, turn++));
            var answer = await Checkout(wire, token);
            Expect(201, answer);
            var state = JsonDocument.Parse(answer.Body).RootElement.GetProperty("state").GetString();
            if (state is not ("ORDER_CREATED" or "COMPLETED"))
                throw new InvalidOperationException($"The checkout ended in {state}: {answer.Text}");
        });
    };

    /// <summary>S6: 64 buyers, 192 attempts, 100 units. Exactly 100 orders and 92 clean refusals, or the run has failed.</summary>
    public static async Task<double> Race(Rig rig, int buyers = 64, int attempts = 192, int units = 100)
    {
        var variant = await Stall.Scarce(rig, units);
        var (next, orders, refusals) = (0, 0, 0);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, buyers).Select(_ => Task.Run(async () =>
        {
            using var wire = new Wire(rig.Address);
            await wire.Connect();
            while (Interlocked.Increment(ref next) <= attempts)
            {
                var (token, _) = await Add(wire, null, variant);
                var answer = await Checkout(wire, token);
                if (answer.Status == 201)
                    Interlocked.Increment(ref orders);
                else if (answer.Status == 409 && JsonDocument.Parse(answer.Body).RootElement.GetProperty("code").GetString() is "inventory.insufficient" or "inventory.sold_out")
                    Interlocked.Increment(ref refusals);
                else
                    throw new InvalidOperationException($"{answer.Status}: {answer.Text}");
            }
        })));
        if ((orders, refusals) != (units, attempts - units))
            throw new InvalidOperationException($"{orders} orders and {refusals} refusals of {attempts} attempts on {units} units.");

        return orders / clock.Elapsed.TotalSeconds;
    }

    /// <summary>One answer of a scenario, for the limit that returns the same bytes.</summary>
    public static async Task<byte[]> Sample(EndPoint server, byte[] request)
    {
        using var wire = new Wire(server);
        await wire.Connect();
        return (await wire.Send(request)).Body.ToArray();
    }

    public static async Task<(string Token, JsonElement Cart)> Add(Wire wire, string? token, string variant)
    {
        var body = $$"""{"variantId":"{{variant}}","units":1}""";
        var answer = await wire.Send(token is null ? Wire.Request("POST", "/v1/cart/lines", body) : Wire.Request("POST", "/v1/cart/lines", body, ("Cart-Token", token)));
        if (answer.Status is not (200 or 201))
            Expect(200, answer);

        return (token ?? answer.Header("Cart-Token")!, JsonDocument.Parse(answer.Text).RootElement);
    }

    /// <summary>Every line bears discounts, and the cart does.</summary>
    private static void ExpectDiscounts(Answer answer)
    {
        if (answer.Body.Span.IndexOf("\"discounts\":[]"u8) >= 0 || answer.Body.Span.IndexOf("\"discounts\":[{"u8) < 0)
            throw new InvalidOperationException($"Not every line is discounted: {answer.Text}");
    }

    private static Task<Answer> Checkout(Wire wire, string token) => wire.Send(Wire.Request(
        "POST", "/v1/checkouts",
        $$$"""{"email":"ada@example.com","shippingAddress":{{{Address}}},"shippingMethod":"standard","payment":{"token":"tok_ok"}}""",
        ("Cart-Token", token), ("Idempotency-Key", Guid.NewGuid().ToString())));

    private static Func<Wire, int, Task<Func<Task>>> Same(byte[] request) => (wire, _) => Task.FromResult<Func<Task>>(async () => Expect(200, await wire.Send(request)));
}
