using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;

namespace Commerce.Integration.Payments.Stripe;

/// <summary>Money that goes back through Stripe, as the staff asks for it.</summary>
public class StripeRefundSpecs(StripeShop stripe) : IClassFixture<StripeShop>, IDisposable
{
    [Fact]
    public async Task pays_back_in_parts_and_never_twice()
    {
        var till = await Bought();
        var key = Guid.NewGuid().ToString();

        await Merchant.Ok(await Refund(till, 400, key));
        stripe.Stripe.ForgetKeys();
        await Merchant.Ok(await Refund(till, 400, key));
        await Merchant.Ok(await Refund(till, 850));
        var more = await Refund(till, 1);

        Assert.Equal([850, 400], stripe.Stripe.Books.RefundsOf(Reference(till)).Select(refund => (long)refund["amount"]!));
        Assert.Equal("order.refund_exceeds_captured", await Merchant.Code(more));
        Assert.Equal("refunded", (await till.Order()).GetProperty("paymentStatus").GetString());
    }

    [Fact]
    public async Task ends_a_refund_whose_answer_was_lost_by_its_webhook()
    {
        var till = await Bought();

        stripe.Stripe.Faults["refund"] = StripeDouble.Fault.LostAfter;
        var pending = await Shop.Json(await Merchant.Ok(await Refund(till, 1250)));
        await stripe.Tell(Reference(till));

        Assert.Equal("pending", pending.GetProperty("refunds")[0].GetProperty("state").GetString());
        Assert.Equal("refunded", (await till.Order()).GetProperty("paymentStatus").GetString());
        Assert.Single(stripe.Stripe.Books.RefundsOf(Reference(till)));
    }

    public void Dispose() => stripe.Stripe.Faults.Clear();

    private async Task<Till> Bought()
    {
        var till = await Till.With(stripe.Shop);
        await Merchant.Ok(await till.Buy("pm_card_visa"));
        return till;
    }

    private async Task<HttpResponseMessage> Refund(Till till, long amount, string? key = null) => await stripe.Shop.Admin(
        HttpMethod.Post, $"/v1/admin/orders/{Till.Of(await till.See(), "orderId")}/refunds", new { reason = "kind", other = new { amount, currency = "EUR" } }, ("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

    private string Reference(Till till) => (string)stripe.Intent(till.Id)["id"]!;
}
