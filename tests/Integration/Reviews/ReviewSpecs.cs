using System.Net;
using Commerce.Application.Operations;
using Commerce.Integration.Catalog;
using Commerce.Integration.Rulesets;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Reviews;

public class ReviewSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_seen_by_everybody_once_the_staff_has_let_it_through()
    {
        var ada = await Reviewer.Of(shop);
        var id = await ada.Written(4);

        Assert.Empty(await ada.Titles());
        Assert.Equal((0, null), await ada.Rating());
        Assert.Equal("pending", (await ada.Mine()).GetProperty("status").GetString());

        await Merchant.Ok(await ada.Decide(id, "approve"));

        Assert.Equal(["Bright"], await ada.Titles());
        Assert.Equal((1, 400), await ada.Rating());
    }

    [Fact]
    public async Task is_for_buyers_only()
    {
        var ada = await Reviewer.Of(shop);
        var eve = ada with { Customer = await Shopper.New(shop) };
        var nowhere = ada with { ProductId = Guid.NewGuid().ToString() };

        var refused = await eve.Write(1);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("review.not_bought", await Merchant.Code(refused));
        Assert.Equal("catalog.product_unknown", await Merchant.Code(await nowhere.Write(1)));
        Assert.Equal("review.unknown", await Merchant.Code(await eve.Customer.Send(HttpMethod.Get, $"/v1/me/reviews/{ada.ProductId}")));
    }

    [Fact]
    public async Task is_no_longer_open_to_whose_order_was_cancelled()
    {
        var ada = await Reviewer.Of(shop);
        var order = (await Shop.Json(await ada.Customer.Send(HttpMethod.Get, "/v1/orders"))).GetProperty("items")[0].GetProperty("id").GetString();
        await Eventually.True(async () =>
            (await shop.Admin(HttpMethod.Post, $"/v1/admin/orders/{order}/cancellation", new { reason = "changed their mind" }, ("Idempotency-Key", Guid.NewGuid().ToString()))).IsSuccessStatusCode);

        Assert.Equal("review.not_bought", await Merchant.Code(await ada.Write(5)));
    }

    [Fact]
    public async Task is_one_by_each_customer_and_waits_anew_when_it_is_changed()
    {
        var ada = await Reviewer.Of(shop);
        var first = await ada.Approved(5, "Wonderful");
        Assert.Equal(["Wonderful"], await ada.Titles());

        var second = await ada.Written(2, "It broke");

        Assert.Equal(first, second);
        Assert.Empty(await ada.Titles());
        await Merchant.Ok(await ada.Decide(second, "approve"));
        Assert.Equal(["It broke"], await ada.Titles());
        Assert.Equal((1, 200), await ada.Rating());
    }

    [Fact]
    public async Task is_let_through_only_as_it_was_read()
    {
        var ada = await Reviewer.Of(shop);
        var id = await ada.Written(5, "Fine");
        var read = await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/reviews/{id}"));
        await ada.Written(5, "Buy at example.com");

        var late = await ada.Decide(id, "approve", ("If-Match", read.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Empty(await ada.Titles());
    }

    [Fact]
    public async Task tells_its_author_why_it_was_rejected_and_nobody_else()
    {
        var ada = await Reviewer.Of(shop);
        var id = await ada.Approved(1, "Rubbish");

        var rejected = await Shop.Json(await Merchant.Ok(await ada.Decide(id, "reject")));

        Assert.Equal("Rude.", rejected.GetProperty("reason").GetString());
        Assert.Equal(("rejected", "Rude."), ((await ada.Mine()).GetProperty("status").GetString(), (await ada.Mine()).GetProperty("reason").GetString()));
        Assert.Empty(await ada.Titles());
        Assert.Equal((0, null), await ada.Rating());
        Assert.Equal([id], await Ids("status=rejected", ada));
        Assert.Empty(await Ids("status=pending", ada));
    }

    [Fact]
    public async Task can_be_taken_back_and_written_anew()
    {
        var ada = await Reviewer.Of(shop);
        await ada.Approved(3);

        await Merchant.Ok(await ada.Customer.Send(HttpMethod.Delete, $"/v1/me/reviews/{ada.ProductId}"));

        Assert.Empty(await ada.Titles());
        Assert.Equal((0, null), await ada.Rating());
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Customer.Send(HttpMethod.Get, $"/v1/me/reviews/{ada.ProductId}")).StatusCode);
        await ada.Approved(4, "Better than I thought");
        Assert.Equal((1, 400), await ada.Rating());
    }

    [Fact]
    public async Task counts_stars_exactly_and_pages_without_a_gap_or_a_repeat()
    {
        var product = await Reviewer.Product(shop);
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Reviewer.Of(shop, product: product)));
        await Task.WhenAll(all.Select((one, i) => one.Approved(new[] { 5, 4, 4, 1, 5 }[i], $"No. {i}")));

        var rating = await Shop.Json(await shop.Send(HttpMethod.Get, $"/v1/products/{product.Slug}/rating"));
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await Shop.Json(await shop.Send(HttpMethod.Get, $"/v1/products/{product.Slug}/reviews?limit=2{cursor}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(review => review.GetProperty("title").GetString()!));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal("""{"one":1,"two":0,"three":0,"four":2,"five":2}""", rating.GetProperty("stars").GetRawText());
        Assert.Equal((5, 380), await all[0].Rating());
        Assert.Equal(5, seen.Count);
        Assert.Equal(["No. 0", "No. 1", "No. 2", "No. 3", "No. 4"], seen.Order());
        Assert.Equal(["No. 0", "No. 4"], (await all[0].Titles(query: "?rating=5")).Order());
    }

    [Theory]
    [InlineData("""{"rating":0,"title":"T","text":"","author":"A"}""")]
    [InlineData("""{"rating":6,"title":"T","text":"","author":"A"}""")]
    [InlineData("""{"rating":5,"title":" ","text":"","author":"A"}""")]
    [InlineData("""{"rating":5,"title":"T","text":"\u0007","author":"A"}""")]
    [InlineData("""{"rating":5,"title":"T","text":""}""")]
    public async Task is_refused_when_it_is_none(string body)
    {
        var ada = await Shopper.New(shop);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, (await ada.Send(HttpMethod.Put, $"/v1/me/reviews/{Guid.NewGuid()}", content)).StatusCode);
    }

    [Fact]
    public async Task is_made_again_from_its_facts()
    {
        // In a shop of its own: everything is made again, which what others have written past the program would stand against.
        var own = new OwnRulesets();
        await own.InitializeAsync();
        var (ada, bob) = (await Reviewer.Of(own.Shop), await Reviewer.Of(own.Shop));
        await ada.Approved(4);
        await bob.Approved(2);
        await Merchant.Ok(await bob.Customer.Send(HttpMethod.Delete, $"/v1/me/reviews/{bob.ProductId}"));
        var before = await Row(ada);
        foreach (var table in new[] { "product_review", "product_rating" })
            await own.Sql($"delete from {table} where product_id = '{ada.ProductId}'");

        await using var scope = own.Shop.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IReadModels>().Rebuild(dryRun: false, null, default);

        Assert.Equal(before, await Row(ada));
        await Eventually.True(async () => await ada.Rating() == (1, 400));
        Assert.Equal((0, null), await bob.Rating());
        await own.DisposeAsync();
    }

    private static async Task<string> Row(Reviewer of)
    {
        await using var command = of.Shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            $"select to_jsonb(r)::text || (to_jsonb(s) - 'version')::text from product_review r join product_rating s using (product_id) where product_id = '{of.ProductId}'");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task<string[]> Ids(string query, Reviewer of) =>
        [.. (await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/reviews?{query}&productId={of.ProductId}"))))
            .GetProperty("items").EnumerateArray().Select(review => review.GetProperty("id").GetString()!)];
}
