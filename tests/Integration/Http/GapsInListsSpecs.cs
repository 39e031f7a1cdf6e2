using System.Net;
using System.Text;
using Commerce.Integration.Support;

namespace Commerce.Integration.Http;

/// <summary>Lists and maps of requests hold no null, wherever they stand: it is pointed to like any other member that must not be null.</summary>
public class GapsInListsSpecs(Shop shop) : IClassFixture<Shop>
{
    /// <summary>Method, path below <c>/v1/admin</c>, body, and the pointer that must come back.</summary>
    public static TheoryData<string, string, string, string> Gaps => new()
    {
        { "PUT", "price-lists/gap/prices/gap", "{'tiers':[null]}", "/tiers/0" },
        { "PUT", "price-lists/gap/prices/gap", "{'tiers':[{'from':1,'amount':1},null]}", "/tiers/1" },
        { "PUT", "price-lists/gap", "{'name':'Gap','currency':'EUR','scope':{'groups':[null]}}", "/scope/groups/0" },
        { "PUT", "tax-zones/gap", "{'name':'Gap','pricesIncludeTax':true,'rates':[null]}", "/rates/0" },
        { "PUT", "tax-zones/gap", "{'name':'Gap','pricesIncludeTax':true,'rates':[],'countries':['US'],'regions':[null]}", "/regions/0" },
        { "PUT", "shipping-methods/gap", "{'label':'Gap','zones':[null]}", "/zones/0" },
        { "PUT", "shipping-methods/gap", "{'label':'Gap','zones':[{'countries':[],'rates':[null]}]}", "/zones/0/rates/0" },
        { "PUT", "shipping-methods/gap", "{'label':'Gap','zones':[{'countries':[],'rates':[{'currency':'EUR','basis':'value','steps':[null]}]}]}", "/zones/0/rates/0/steps/0" },
        { "PUT", "discounts/gap", "{'label':'Gap','effect':{'kind':'bundle_offer','parts':[null],'percent':100}}", "/effect/parts/0" },
        { "PUT", "discounts/gap", "{'label':'Gap','effect':{'kind':'spend_tiers','tiers':[null]}}", "/effect/tiers/0" },
        { "PUT", "discounts/gap", "{'label':'Gap','effect':{'kind':'order_percent','percent':100},'coupons':{'codes':[null]}}", "/coupons/codes/0" },
        { "PUT", "discounts/gap", "{'label':'Gap','effect':{'kind':'order_percent','percent':100},'target':{'tags':['a',null]}}", "/target/tags/1" },
        { "PUT", "discounts/gap", "{'label':'Gap','effect':{'kind':'order_percent','percent':100},'when':{'groups':[null]}}", "/when/groups/0" },
        { "PUT", "bundles/gap", "{'title':'Gap','price':{'mode':'sum'},'sets':[null]}", "/sets/0" },
        { "PUT", "bundles/gap", "{'title':'Gap','price':{'mode':'sum'},'sets':[{'code':'a','label':'A','min':1,'max':1,'repeats':false,'options':[null]}]}", "/sets/0/options/0" },
        { "POST", "dry-runs", "{'change':{'prices':[null]}}", "/change/prices/0" },
        { "POST", "dry-runs", "{'change':{'priceLists':[null]}}", "/change/priceLists/0" },
        { "POST", "dry-runs", "{'change':{'discounts':[null]}}", "/change/discounts/0" },
        { "POST", "products", "{'slug':'gap','title':'Gap','tags':[null]}", "/tags/0" },
        { "POST", "products", "{'slug':'gap','title':'Gap','options':[{'name':'Size','values':[null]}]}", "/options/0/values/0" },
        { "POST", "products", "{'slug':'gap','title':'Gap','variants':[null]}", "/variants/0" },
        { "PUT", "products/7b3f9f0e-1f0b-4b60-8a1c-2f1f0f6f5a10/variants/gap", "{'sku':'gap','options':{'a/b':null},'weightGrams':1,'min':1,'max':1,'step':1}", "/options/a~1b" },
        { "PUT", "customers/7b3f9f0e-1f0b-4b60-8a1c-2f1f0f6f5a10/groups", "{'groups':[null]}", "/groups/0" },
        { "POST", "api-keys", "{'name':'Gap','scopes':[null]}", "/scopes/0" },
        { "POST", "webhook-endpoints", "{'url':'https://gap.example','types':[null]}", "/types/0" },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public async Task are_pointed_to(string method, string path, string body, string pointer) =>
        await BadInputSpecs.IsFault(await shop.Admin(new HttpMethod(method), $"/v1/admin/{path}", Json(body)), pointer, "Must not be null.");

    [Theory]
    [InlineData("{'selection':{'set':null}}", "/selection/set")]
    [InlineData("{'selection':{'set':[{'option':'a'},null]}}", "/selection/set/1")]
    public async Task are_pointed_to_in_lists_of_a_map(string body, string pointer) =>
        await BadInputSpecs.IsFault(await shop.Send(HttpMethod.Post, "/v1/bundles/gap/price", Json(body)), pointer, "Must not be null.");

    [Fact]
    public async Task leave_a_member_alone_that_may_be_null() =>
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Send(HttpMethod.Post, "/v1/bundles/gap/price", Json("{'selection':null}"))).StatusCode);

    private static StringContent Json(string body) => new(body.Replace('\'', '"'), new UTF8Encoding(false), "application/json");
}
