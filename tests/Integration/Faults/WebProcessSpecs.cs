using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Faults;

/// <summary>The program as a process of its own, which dies where it is told to.</summary>
[Collection(FaultsCollection.Name)]
public class WebProcessSpecs
{
    [NeedsOwnServersFact]
    public async Task dies_between_the_capture_and_its_note_and_ends_the_checkout_by_itself_after_a_restart()
    {
        await using var ground = await ProvingGround.Open(stops: true);
        var till = new Till(ground.Shop, await new Basket(ground.Shop).With(await Basket.Goods(ground.Shop)));

        var bought = till.Basket.Send(HttpMethod.Post, "/v1/checkouts", Till.Everything("tok_ok"), ("Idempotency-Key", "the-one"), (StopPoints.NameHeader, "the-one"), (StopPoints.Header, "payment-gateway-capture/after"));
        await Eventually.True(async () => (await ground.Web.Http.GetStringAsync("/stops")).Contains("the-one", StringComparison.Ordinal));
        await ground.Web.Kill();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => bought);

        // The provider has the money, the program does not know it yet.
        await using var asked = ground.Database.CreateCommand("select p.status || ' ' || s.state from sandbox_payment p join checkout_session s using (checkout_id)");
        Assert.Equal("captured OrderCreated", await asked.ExecuteScalarAsync());

        // Nobody asks any more: not the shopper, and the provider's webhook for this token is never sent.
        await ground.Web.Restart();
        await using var ended = ground.Database.CreateCommand("select state from checkout_session");
        await Eventually.True(async () => await ended.ExecuteScalarAsync() is "Completed");
    }

    [NeedsOwnServersFact]
    public async Task as_it_was_built_sells_and_comes_back_after_a_kill()
    {
        await using var ground = await ProvingGround.Open();
        var till = new Till(ground.Shop, await new Basket(ground.Shop).With(await Basket.Goods(ground.Shop)));
        await Merchant.Ok(await till.Buy());

        await ground.Web.Kill();
        await ground.Web.Restart();

        Assert.Equal("COMPLETED", await till.State());
    }
}
