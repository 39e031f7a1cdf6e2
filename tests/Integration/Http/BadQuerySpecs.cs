using System.Net;
using Commerce.Integration.Support;
using static Commerce.Integration.Http.BadInputSpecs;

namespace Commerce.Integration.Http;

public class BadQuerySpecs(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("/v1/admin/customers?search=a%00b")]
    [InlineData("/v1/admin/customers?limit=1e3")]
    [InlineData("/v1/admin/customers?limit=99999999999")]
    [InlineData("/v1/admin/customers?limit=-1")]
    [InlineData("/v1/admin/customers?cursor=%F0%9F%92%A9")]
    [InlineData("/v1/admin/customers?group=a'%20or%201=1--")]
    [InlineData("/v1/admin/orders?limit=many")]
    [InlineData("/v1/admin/webhook-deliveries?endpointId=mine")]
    [InlineData("/v1/products?minPrice=cheap")]
    [InlineData("/v1/products?inStock=maybe")]
    [InlineData("/v1/admin/prices?variantId=v&at=yesterday")]
    [InlineData("/v1/admin/prices?variantId=v&signedIn=perhaps")]
    public async Task is_refused_with_the_name_of_what_is_wrong(string path) =>
        Assert.NotEmpty((await Problem(await shop.Admin(HttpMethod.Get, path), HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateArray());

    [Fact]
    public async Task is_refused_with_all_the_names_at_once()
    {
        var problem = await Problem(await shop.Send(HttpMethod.Get, "/v1/products?limit=1e3&minPrice=cheap&maxPrice=9"), HttpStatusCode.BadRequest);

        Assert.Equal("request.invalid", problem.GetProperty("code").GetString());
        Assert.Equal(["limit", "minPrice"], problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal));
    }
}
