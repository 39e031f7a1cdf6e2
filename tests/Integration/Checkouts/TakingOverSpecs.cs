using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Faults;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Npgsql;

namespace Commerce.Integration.Checkouts;

/// <summary>Checkouts whose program was killed end by themselves: no browser, no webhook, at most one node that pushes at a time.</summary>
[Collection(FaultsCollection.Name)]
public class TakingOverSpecs
{
    /// <summary>Of <c>CheckoutRecovery</c>.</summary>
    private const long Turn = 7_202_001;

    /// <summary>What comes true comes true within the thirty seconds that <see cref="Eventually"/> waits: that is the promise.</summary>
    [NeedsOwnServersFact]
    public async Task ends_within_thirty_seconds_of_a_restart()
    {
        await using var ground = await ProvingGround.Open(stops: true, ("Payments:Sandbox:WebhookUrl", "http://127.0.0.1:9/"));
        string[] points = ["decide-start-payment/after", "payment-gateway-authorise/after", "order-placement-place/after", "payment-gateway-capture/after", "order-completion-complete/after"];
        var tills = new List<(Till Till, string Variant, Task<HttpResponseMessage> Request)>();
        foreach (var point in points)
        {
            var variant = await Basket.Goods(ground.Shop, stock: 10);
            var till = new Till(ground.Shop, await new Basket(ground.Shop).With(variant));
            tills.Add((till, variant, till.Basket.Send(HttpMethod.Post, "/v1/checkouts", Till.Everything("tok_ok"), ("Idempotency-Key", point.Replace('/', '-')), (StopPoints.Header, point), (StopPoints.NameHeader, point.Replace('/', '-')))));
        }

        await Eventually.True(async () => await ground.Web.Http.GetStringAsync("/stops") is var stops && points.All(point => stops.Contains(point.Replace('/', '-'), StringComparison.Ordinal)));
        await ground.Web.Kill();
        foreach (var (_, _, request) in tills)
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);

        await ground.Web.Restart();

        await Eventually.True(async () => await States(ground) == "Completed Completed Completed Completed PaymentFailed");
        foreach (var (till, variant, _) in tills.Skip(1))
        {
            await Eventually.True(async () => await till.Stock(variant) == (9, 0));
            Assert.Equal("", await till.Basket.Lines());
        }
    }

    /// <summary>The process dies with the cart's lock in its hand and nothing written. Thirty seconds are what <see cref="Eventually"/> waits.</summary>
    [NeedsOwnServersFact]
    public async Task leaves_the_cart_to_a_request_with_another_key_within_thirty_seconds()
    {
        await using var ground = await ProvingGround.Open(stops: true);
        var till = new Till(ground.Shop, await new Basket(ground.Shop).With(await Basket.Goods(ground.Shop)));
        var lost = till.Basket.Send(
            HttpMethod.Post, "/v1/checkouts", Till.Everything("tok_ok"), ("Idempotency-Key", "lost"), (StopPoints.Header, "checkout-lock-take/after"), (StopPoints.NameHeader, "lost"));
        await Eventually.True(async () => (await ground.Web.Http.GetStringAsync("/stops")).Contains("lost", StringComparison.Ordinal));
        await ground.Web.Kill();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => lost);
        await ground.Web.Restart();
        await ground.Ready();

        var first = await till.Buy();
        await Eventually.True(async () => (await till.Buy()).IsSuccessStatusCode);

        Assert.Equal("checkout.cart_busy", await Merchant.Code(first));
        Assert.Equal("COMPLETED", await till.State());
        Assert.Equal("Completed", await States(ground));
    }

    [NeedsOwnServersFact]
    public async Task is_done_by_another_node_when_one_is_gone_for_good()
    {
        await using var ground = await ProvingGround.Open(stops: true, ("Payments:Sandbox:WebhookUrl", "http://127.0.0.1:9/"));
        var till = new Till(ground.Shop, await new Basket(ground.Shop).With(await Basket.Goods(ground.Shop)));
        var lost = till.Basket.Send(HttpMethod.Post, "/v1/checkouts", Till.Everything("tok_ok"), ("Idempotency-Key", "lost"), (StopPoints.Header, "order-placement-place/before"), (StopPoints.NameHeader, "lost"));
        await Eventually.True(async () => (await ground.Web.Http.GetStringAsync("/stops")).Contains("lost", StringComparison.Ordinal));
        await using var other = await WebProcess.Start(ground.Postgres.ConnectionString, ground.Redis.ConnectionString);

        await ground.Web.Kill();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => lost);

        await Eventually.True(async () => await States(ground) == "Completed");
    }

    [NeedsOwnServersFact]
    public async Task is_left_to_the_node_whose_turn_it_is()
    {
        await using var ground = await ProvingGround.Open();
        var till = new Till(ground.Shop, await new Basket(ground.Shop).With(await Basket.Goods(ground.Shop)));
        await using var turn = await ground.Database.OpenConnectionAsync();
        await Run(turn, $"select pg_advisory_lock({Turn})");
        await Merchant.Ok(await till.Buy("tok_pending"));
        await Run(turn, "update checkout_session set due_at = now()");

        // The node has asked for its turn twice, and was told twice that it has not come.
        var asked = new HashSet<object>();
        await Eventually.True(async () =>
        {
            await using var look = new NpgsqlCommand($"select query_start from pg_stat_activity where query = 'select pg_try_advisory_lock({Turn})' and datname = current_database()", turn);
            if (await look.ExecuteScalarAsync() is { } at)
                asked.Add(at);

            return asked.Count >= 3;
        });
        await using (var looks = new NpgsqlCommand("select looks from checkout_session", turn))
            Assert.Equal(0, await looks.ExecuteScalarAsync());

        await Run(turn, $"select pg_advisory_unlock({Turn})");

        await Eventually.True(async () =>
        {
            await using var looks = new NpgsqlCommand("select looks from checkout_session", turn);
            return await looks.ExecuteScalarAsync() is > 0;
        });
    }

    private static async Task<string> States(ProvingGround ground)
    {
        await using var states = ground.Database.CreateCommand("select string_agg(state, ' ' order by state) from checkout_session");
        return await states.ExecuteScalarAsync() as string ?? "";
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
