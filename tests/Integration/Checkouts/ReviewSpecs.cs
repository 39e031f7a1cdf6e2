using System.Net;
using System.Text.Json;
using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Checkouts;

/// <summary>Payments no program should settle: a person sees them with the evidence, decides, and stands in the history with a reason.</summary>
public class ReviewSpecs(Shop shop) : IClassFixture<Shop>
{
    private const string Reviews = "/v1/admin/payment-reviews";

    [Fact]
    public async Task shows_the_evidence()
    {
        var till = await Till.With(shop);
        await Merchant.Ok(await till.Buy("tok_amount_differs"));

        var listed = await Listed(till.Id);
        var evidence = await new Acquirer(shop, till.Id).Evidence();

        Assert.Equal((1250, 1249, 0), (Cents(listed, "due"), Cents(listed, "authorised"), Cents(listed, "captured")));
        Assert.Equal("REVIEW", Till.Of(evidence.GetProperty("checkout"), "state"));
        Assert.Equal("sandbox", evidence.GetProperty("attempts")[0].GetProperty("provider").GetString());
        Assert.Contains("amount_differed", evidence.GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("what").GetString()));
    }

    [Fact]
    public async Task shows_what_the_provider_reported_of_its_own_accord()
    {
        var till = await Till.With(shop);
        await Merchant.Ok(await till.Buy("tok_amount_differs"));
        var acquirer = new Acquirer(shop, till.Id);

        await acquirer.Tells("payment.authorised", await acquirer.Attempt(), "pay_1", 1249, $"evt_{Guid.NewGuid():N}");

        Assert.Contains("authorised", (await acquirer.Evidence()).GetProperty("events").EnumerateArray().Select(heard => heard.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task accepts_what_covers_the_totals_and_takes_no_more_than_them()
    {
        var till = await Till.With(shop, stock: 1);
        var variant = await till.Variant();
        await Merchant.Ok(await till.Buy("tok_amount_exceeds"));
        var key = Guid.NewGuid().ToString();

        var accepted = await Settle(till, "acceptance", key);
        var again = await Settle(till, "acceptance", key);

        Assert.Equal("COMPLETED", Till.Of(await Shop.Json(accepted), "state"));
        Assert.Equal(await accepted.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(1250, Assert.IsType<GatewayAnswer.Captured>(await new Acquirer(shop, till.Id).Books()).Amount.Amount);
        Assert.Equal((0, 0), await till.Stock(variant));
        Assert.Equal(("payment_accepted", "Accepted as paid: Rang the bank.", "staff:bootstrap"), await By(till, "payment_accepted"));
    }

    [Fact]
    public async Task accepts_nothing_that_does_not_come_to_the_totals()
    {
        var till = await Till.With(shop);
        await Merchant.Ok(await till.Buy("tok_amount_differs"));

        Assert.Equal("checkout.payment_differs", await Merchant.Code(await Settle(till, "acceptance")));
        Assert.Equal("REVIEW", await till.State());
    }

    [Fact]
    public async Task gives_back()
    {
        var till = await Till.With(shop, stock: 2);
        var variant = await till.Variant();
        await Merchant.Ok(await till.Buy("tok_amount_differs"));

        var returned = await Shop.Json(await Merchant.Ok(await Settle(till, "return")));

        Assert.Equal(("REFUNDED", "Rang the bank."), (Till.Of(returned, "state"), Till.Of(returned, "reason")));
        Assert.IsType<GatewayAnswer.Voided>(await new Acquirer(shop, till.Id).Books());
        Assert.Equal((2, 0), await till.Stock(variant));
        Assert.Equal("staff:bootstrap", (await By(till, "give_back_ordered")).By);
    }

    [Fact]
    public async Task begins_when_nobody_said_for_a_day_what_became_of_a_payment_and_can_be_closed()
    {
        var till = await Till.With(shop);
        await using (var yesterday = await Silent(TimeSpan.FromHours(-25)))
            await Merchant.Ok(await till.Start(Till.Everything("tok_ok"), on: yesterday));
        await using var today = await Silent(TimeSpan.Zero);
        await Merchant.Ok(await till.Basket.Send(HttpMethod.Post, new Uri(today.Client.BaseAddress!, $"/v1/checkouts/{till.Id}/confirm").ToString()));
        Assert.Equal("REVIEW", await till.State());

        Assert.Equal("checkout.nothing_paid", await Merchant.Code(await Settle(till, "acceptance", on: today)));
        Assert.Equal("checkout.illegal_move", await Merchant.Code(await Settle(till, "return", on: today)));
        await Merchant.Ok(await Settle(till, "closure", on: today));

        Assert.Equal("CANCELLED", await till.State());
        Assert.Equal("staff:bootstrap", (await By(till, "dismissed")).By);
    }

    [Fact]
    public async Task takes_the_outcome_from_the_provider_should_it_find_its_voice()
    {
        var till = await Till.With(shop);
        await using (var yesterday = await Silent(TimeSpan.FromHours(-25)))
            await Merchant.Ok(await till.Start(Till.Everything("tok_ok"), on: yesterday));
        await using var today = await Silent(TimeSpan.Zero);
        await Merchant.Ok(await till.Basket.Send(HttpMethod.Post, new Uri(today.Client.BaseAddress!, $"/v1/checkouts/{till.Id}/confirm").ToString()));

        today.Services.GetServices<IPaymentGateway>().OfType<SilentGateway>().Single().Says = new GatewayAnswer.Declined("pay_1", "do_not_honour");
        Assert.Equal("checkout.illegal_move", await Merchant.Code(await Settle(till, "acceptance", on: today)));

        Assert.Equal("CANCELLED", await till.State());
    }

    [Fact]
    public async Task needs_a_reason_and_a_key_and_a_checkout_that_is_there()
    {
        var till = await Till.With(shop);
        await Merchant.Ok(await till.Buy("tok_amount_differs"));

        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Admin(HttpMethod.Post, $"{Reviews}/{till.Id}/return", new { reason = "" }, ("Idempotency-Key", "k"))).StatusCode);
        Assert.Equal("idempotency.key_required", await Merchant.Code(await shop.Admin(HttpMethod.Post, $"{Reviews}/{till.Id}/return", new { reason = "R" })));
        Assert.Equal("checkout.unknown", await Merchant.Code(await shop.Admin(HttpMethod.Post, $"{Reviews}/{Guid.NewGuid()}/return", new { reason = "R" }, ("Idempotency-Key", "k"))));
        Assert.Equal("checkout.unknown", await Merchant.Code(await shop.Admin(HttpMethod.Get, $"{Reviews}/{Guid.NewGuid()}")));
        Assert.Equal("REVIEW", await till.State());
    }

    private static async Task<Node> Silent(TimeSpan offset) => await Node.Start([], services => services
        .AddSingleton<TimeProvider>(new ShiftedClock(offset))
        .AddSingleton<IPaymentGateway, SilentGateway>()
        .AddSingleton<IPaymentPolicy, Silence>());

    private async Task<HttpResponseMessage> Settle(Till till, string how, string? key = null, Node? on = null) => await (on is null ? shop : Shop.On(on)).Admin(
        HttpMethod.Post, $"{Reviews}/{till.Id}/{how}", new { reason = "Rang the bank." }, ("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

    private async Task<(string? What, string? Text, string? By)> By(Till till, string what)
    {
        var entry = (await new Acquirer(shop, till.Id).Evidence()).GetProperty("history").EnumerateArray().Single(entry => entry.GetProperty("what").GetString() == what);
        return (what, entry.GetProperty("text").GetString(), entry.GetProperty("by").GetString());
    }

    /// <summary>Page by page, as a reader would.</summary>
    private async Task<JsonElement> Listed(string id)
    {
        for (var path = $"{Reviews}?limit=2"; ;)
        {
            var page = await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, path)));
            if (page.GetProperty("items").EnumerateArray().FirstOrDefault(item => item.GetProperty("checkoutId").GetString() == id) is { ValueKind: JsonValueKind.Object } found)
                return found;

            path = $"{Reviews}?limit=2&cursor={page.GetProperty("next").GetString() ?? throw new InvalidOperationException($"{id} is on no page.")}";
        }
    }

    private static long Cents(JsonElement summary, string member) => summary.GetProperty(member).GetProperty("amount").GetInt64();

    private sealed class Silence : IPaymentPolicy
    {
        public IReadOnlyList<string> Providers => ["silent"];
    }

    /// <summary>A provider that does not say what became of anything, until it is told to.</summary>
    private sealed class SilentGateway : IPaymentGateway
    {
        public GatewayAnswer Says { get; set; } = new GatewayAnswer.Unknown("Silent.");

        public string Provider => "silent";

        public Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct) => Task.FromResult(Says);

        public Task<GatewayAnswer> Capture(string reference, Money amount, string key, CancellationToken ct) => Task.FromResult(Says);

        public Task<GatewayAnswer> Void(string reference, string key, CancellationToken ct) => Task.FromResult(Says);

        public Task<GatewayAnswer> Refund(string reference, Money amount, string key, CancellationToken ct) => Task.FromResult(Says);

        public Task<GatewayAnswer> Find(Guid attemptId, CancellationToken ct) => Task.FromResult(Says);

        public Result<ProviderEvent?> Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) => PaymentRefusals.SignatureMissing;
    }
}
