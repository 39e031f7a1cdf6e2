using System.Net;
using System.Text.Json;
using Commerce.Domain.Discounts;
using Commerce.Integration.Pricing;
using Commerce.Integration.Support;

namespace Commerce.Integration.Rulesets;

public class PublishingRulesSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;
    private readonly Drafts lists = new(own.Shop, "/v1/admin/price-lists");
    private readonly string code = $"l{Guid.NewGuid():N}";

    [Fact]
    public async Task puts_the_drafts_in_force_on_every_node()
    {
        var other = await own.Another();
        await Draft();
        Assert.DoesNotContain(code, InForce(shop));

        var made = await Publish();

        Assert.Contains(code, InForce(shop));
        Assert.Equal(made.GetProperty("version").GetInt64(), shop.Rulesets().Current.Pricing.Version);
        await Eventually.True(() => InForce(other).Contains(code));
    }

    [Fact]
    public async Task keeps_whom_a_list_is_for_on_every_node()
    {
        var mug = Catalog.Merchant.Simple("Mug", cents: 1000);
        await new Catalog.Merchant(shop).Published(mug);
        await Draft();
        await Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/price-lists/{code}/prices/{mug["slug"]}", new { tiers = new[] { new { from = 1, amount = 1 } } }));
        await Publish();

        // One that was not there when it was published has it of what is stored.
        foreach (var node in new[] { shop, await own.Another() })
        {
            await Eventually.True(() => InForce(node).Contains(code));
            var list = node.Rulesets().Current.Pricing.Rules.At(DateTimeOffset.UnixEpoch)!.Content.Lists.Single(it => it.Code == code);
            var page = await Shop.Json(await Ok(await node.Send(HttpMethod.Get, $"/v1/products/{mug["slug"]}")));

            Assert.Equal(["trade"], list.Scope.Channels);
            Assert.Equal(1000, page.GetProperty("variants")[0].GetProperty("price").GetProperty("amount").GetInt64());
        }
    }

    [Fact]
    public async Task makes_no_version_of_what_is_in_force_already()
    {
        await Draft();

        Assert.Equal((await Publish()).GetRawText(), (await Publish()).GetRawText());
    }

    [Fact]
    public async Task is_done_once_under_one_key()
    {
        await Draft();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = await Send("publications", new { reason = "spring" }, key);
        await Draft(priority: 7);

        var second = await Send("publications", new { reason = "spring" }, key);

        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(100, shop.Rulesets().Current.Pricing.Rules.At(DateTimeOffset.MaxValue)!.Content.Lists.Single(list => list.Code == code).Priority);
    }

    [Fact]
    public async Task leaves_out_what_is_archived()
    {
        await Draft();
        await Publish();
        await lists.Archive(code);

        await Publish();

        Assert.DoesNotContain(code, InForce(shop));
    }

    [Fact]
    public async Task is_refused_with_all_that_is_wrong_with_the_whole()
    {
        await shop.Admin(HttpMethod.Put, $"/v1/admin/customer-groups/{code}", new { name = "Gone soon" });
        await Draft(groups: [code]);
        Assert.True((await shop.Admin(HttpMethod.Delete, $"/v1/admin/customer-groups/{code}")).IsSuccessStatusCode);

        var refused = await Send("publications", new { reason = "spring" });
        await lists.Archive(code);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(($"/price_list/{code}/scope/groups/0", "unknown_group"), await Drafts.Faults(refused));
    }

    [Fact]
    public async Task may_be_for_later_and_comes_into_force_at_its_instant_without_another_word()
    {
        await Draft();
        var from = new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);

        await Publish(from);

        var rules = shop.Rulesets().Current.Pricing.Rules;
        Assert.DoesNotContain(rules.At(from.AddTicks(-1))?.Content.Lists ?? [], list => list.Code == code);
        Assert.Contains(rules.At(from)!.Content.Lists, list => list.Code == code);

        await Ok(await Send("unscheduling", new { from, reason = "not yet" }));
        Assert.DoesNotContain(shop.Rulesets().Current.Pricing.Rules.Segments, segment => segment.From == from);
    }

    [Fact]
    public async Task is_not_for_the_past() =>
        Assert.Equal(HttpStatusCode.Conflict, (await Send("publications", new { reason = "spring", from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) })).StatusCode);

    [Fact]
    public async Task can_be_rolled_back_and_what_differs_is_told_in_words()
    {
        await Draft();
        var first = (await Publish()).GetProperty("version").GetInt64();
        await Draft(priority: 7);
        var second = (await Publish()).GetProperty("version").GetInt64();

        var changes = await Shop.Json(await Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/rulesets/pricing/versions/{second}/changes?since={first}")));
        var back = await Shop.Json(await Ok(await Send($"versions/{first}/roll-back", new { reason = "wrong" })));

        Assert.Contains(changes.GetProperty("rules").EnumerateArray(), change => change.GetProperty("code").GetString() == code && change.GetProperty("path").GetString() == "/priority");
        Assert.True(back.GetProperty("version").GetInt64() > second);
        Assert.Equal(100, shop.Rulesets().Current.Pricing.Rules.At(DateTimeOffset.MaxValue)!.Content.Lists.Single(list => list.Code == code).Priority);
        Assert.Equal(HttpStatusCode.NotFound, (await Send("versions/99999999/roll-back", new { reason = "wrong" })).StatusCode);
    }

    [Fact]
    public async Task is_told_against_what_a_scheduled_change_had_brought_by_then()
    {
        await shop.Publish(Percent(100));
        var since = (await shop.Publish(Percent(200), DateTimeOffset.UnixEpoch)).Version;
        var version = (await shop.Publish(Percent(300))).Version;

        var changes = await Shop.Json(await Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/rulesets/discounts/versions/{version}/changes?since={since}")));

        Assert.Equal($"Of the discount '{code}', /effect/percent was 200 and is now 300.", Assert.Single(changes.GetProperty("rules").EnumerateArray()).GetProperty("text").GetString());

        DiscountContent Percent(int percent) => new([RuleChanges.Discount(code, new DiscountEffect.ItemPercent(percent))]);
    }

    [Fact]
    public async Task is_remembered_with_who_and_why_and_all_it_said()
    {
        await Draft();
        var made = await Publish();

        var newest = (await Shop.Json(await Ok(await shop.Admin(HttpMethod.Get, "/v1/admin/rulesets/pricing/versions?rules=true&limit=1")))).GetProperty("items")[0];
        var whole = await Shop.Json(await Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/rulesets/pricing/versions/{made.GetProperty("version")}")));

        Assert.Equal(made.GetRawText(), newest.GetRawText());
        Assert.Equal(("spring", true), (newest.GetProperty("reason").GetString(), newest.GetProperty("author").GetString()!.StartsWith("staff:", StringComparison.Ordinal)));
        Assert.Contains(whole.GetProperty("segments")[0].GetProperty("rules").GetProperty("lists").EnumerateArray(), list => list.GetProperty("code").GetString() == code);
    }

    [Fact]
    public async Task of_two_at_once_makes_two_versions_one_after_the_other()
    {
        await Draft();
        var before = (await Publish()).GetProperty("version").GetInt64();

        var made = await Task.WhenAll(Enumerable.Range(1, 8).Select(async i =>
        {
            await lists.Define($"{code[..30]}-{i}", new { name = "Trade", currency = "EUR", kind = "override", scope = new { channels = new[] { "trade" } } });
            return (await Publish()).GetProperty("version").GetInt64();
        }));

        Assert.All(Enumerable.Range(1, 8), i => Assert.Contains($"{code[..30]}-{i}", InForce(shop)));
        Assert.All(made, version => Assert.InRange(version, before + 1, before + 8));
    }

    private static IEnumerable<string> InForce(Shop node) => (node.Rulesets().Current.Pricing.Rules.At(DateTimeOffset.UnixEpoch)?.Content.Lists ?? []).Select(list => list.Code);

    private async Task Draft(int priority = 100, string[]? groups = null) =>
        await Ok(await lists.Define(code, new { name = "Trade", currency = "EUR", kind = "override", priority, scope = new { channels = new[] { "trade" }, groups = groups ?? [] } }));

    private async Task<JsonElement> Publish(DateTimeOffset? from = null) => await Shop.Json(await Ok(await Send("publications", new { reason = "spring", from })));

    private Task<HttpResponseMessage> Send(string what, object body, params (string Name, string Value)[] headers) => shop.Admin(HttpMethod.Post, $"/v1/admin/rulesets/pricing/{what}", body, headers);

    private static Task<HttpResponseMessage> Ok(HttpResponseMessage answer) => Catalog.Merchant.Ok(answer);
}
