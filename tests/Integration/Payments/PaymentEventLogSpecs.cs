using System.Text.Json;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Payments;

/// <summary>What operators see of the things providers report.</summary>
public class PaymentEventLogSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Guid attempt = Guid.NewGuid();

    [Fact]
    public async Task shows_what_waits_for_its_payment_and_what_nobody_wanted_for_three_days()
    {
        await Tell(Webhooks.Body(attempt));
        var waiting = await One($"state=waiting&attemptId={attempt}");

        await Sql("update payment_event set received_at = now() - interval '73 hours' where attempt_id = $1", attempt);
        var ignored = await One($"state=ignored&attemptId={attempt}");

        Assert.Equal(("waiting", "authorised", 1999), (Text(waiting, "state"), Text(waiting, "kind"), waiting.GetProperty("amount").GetProperty("amount").GetInt64()));
        Assert.Equal(("ignored", Text(waiting, "id")), (Text(ignored, "state"), Text(ignored, "id")));
    }

    [Fact]
    public async Task shows_what_was_matched_with_its_checkout_and_how_often_it_came()
    {
        var till = await Till.With(shop);
        await Merchant.Ok(await till.Buy("tok_duplicate_webhooks"));
        await till.Reaches("COMPLETED");

        await Eventually.True(async () => (await List($"state=matched&checkoutId={till.Id}")).Any(seen => Text(seen, "kind") == "authorised" && seen.GetProperty("deliveries").GetInt32() == 3));
    }

    [Fact]
    public async Task waits_with_the_outcome_of_a_payment_that_is_not_known_yet_and_applies_it_once_it_is()
    {
        var (till, key) = (await (await Till.With(shop)).Locked(), Guid.NewGuid().ToString("N"));
        var early = Commerce.Application.Checkouts.Cashier.AttemptOf(Guid.Parse(till.Id), till.KeyOf(key));
        await Tell(Webhooks.Body(early, "payment.declined", reason: "insufficient_funds"));
        Assert.Equal("waiting", Text(await One($"attemptId={early}"), "state"));

        await Merchant.Ok(await till.Pay("tok_pending", key));

        await till.Reaches("PAYMENT_FAILED");
        Assert.Equal("insufficient_funds", Till.Of(await till.See(), "reason"));
        await Eventually.True(async () => Text(await One($"attemptId={early}"), "state") == "matched");
    }

    [Theory]
    [InlineData("signed by somebody else", "payment.signature_invalid")]
    [InlineData("too old", "payment.signature_stale")]
    [InlineData("not signed", "payment.signature_missing")]
    [InlineData("changed on the way", "payment.signature_invalid")]
    public async Task shows_a_specimen_of_what_was_forged_and_why(string forgery, string code)
    {
        var body = Webhooks.Body(attempt);
        var signature = forgery switch
        {
            "signed by somebody else" => $"{Webhooks.Sign(shop.Services, body)[..^4]}0000",
            "too old" => Webhooks.Sign(shop.Services, body, TimeSpan.FromMinutes(6)),
            "changed on the way" => Webhooks.Sign(shop.Services, Webhooks.Body(attempt, amount: 1)),
            _ => null,
        };

        // At most ten a second are kept, and others forge as well.
        JsonElement? specimen = null;
        await Eventually.True(async () =>
        {
            await Webhooks.Post(shop.Http, body, signature);
            var seen = (await List("state=refused&provider=sandbox&limit=100")).Where(refused => Text(refused, "excerpt")!.Contains($"{attempt}", StringComparison.Ordinal)).ToArray();
            specimen = seen.Length > 0 ? seen[0] : null;
            return specimen is not null;
        });

        Assert.Equal(("refused", code), (Text(specimen!.Value, "state"), Text(specimen.Value, "problem")));
        Assert.Empty(await Webhooks.Stored(shop.Services, attempt));
    }

    [Fact]
    public async Task keeps_few_specimens_of_a_flood_and_never_more_than_a_thousand()
    {
        var body = Webhooks.Body(attempt);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => Webhooks.Post(shop.Http, body, "t=1,v1=00")));

        Assert.InRange(await Sql("select count(*) from payment_event_refused where position($1 in convert_from(body, 'UTF8')) > 0", $"{attempt}"), 0, 399);
        Assert.Equal(1_000, await Sql("select max_value - min_value + 1 from pg_sequences where sequencename = 'payment_event_refused_slot' and cycle"));
    }

    [Fact]
    public async Task goes_page_by_page_newest_first()
    {
        for (var i = 0; i < 3; i++)
            await Tell(Webhooks.Body(attempt));

        var first = await Page($"attemptId={attempt}&limit=2");
        var second = await Page($"attemptId={attempt}&limit=2&cursor={Text(first, "next")}");

        var times = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(seen => seen.GetProperty("receivedAt").GetDateTimeOffset()).ToArray();
        Assert.Equal(3, times.Length);
        Assert.Equal(times.OrderDescending(), times);
        Assert.Null(Text(second, "next"));
    }

    private async Task Tell(string body) => Assert.True((await Webhooks.Post(shop.Http, body, Webhooks.Sign(shop.Services, body))).IsSuccessStatusCode);

    private async Task<JsonElement> Page(string query) => await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/payment-events?{query}")));

    private async Task<JsonElement[]> List(string query) => [.. (await Page(query)).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> One(string query) => Assert.Single(await List(query));

    private async Task<long> Sql(string sql, params object[] parameters)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.AddWithValue(parameter);

        return await command.ExecuteScalarAsync() as long? ?? 0;
    }

    private static string? Text(JsonElement seen, string member) => seen.GetProperty(member).GetString();
}
