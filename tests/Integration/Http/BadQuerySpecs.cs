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

    /// <summary>A cursor of which a text is a NUL: it comes past whoever looks for one in the query, and PostgreSQL takes none.</summary>
    [Theory]
    [InlineData("/v1/admin/price-lists?cursor=Ilx1MDAwMCI")]
    [InlineData("/v1/admin/tax-zones?cursor=Ilx1MDAwMCI")]
    [InlineData("/v1/admin/shipping-methods?cursor=Ilx1MDAwMCI")]
    [InlineData("/v1/admin/discounts?cursor=Ilx1MDAwMCI")]
    [InlineData("/v1/admin/bundles?cursor=Ilx1MDAwMCI")]
    [InlineData("/v1/admin/price-lists/sale/prices?cursor=Ilx1MDAwMCI")]
    [InlineData("/v1/admin/coupon-batches/01a20908-499d-755b-970a-de5ec0f36727/coupons?cursor=Ilx1MDAwMCI")]
    [InlineData("/v1/admin/payment-events?cursor=eyJSZWNlaXZlZEF0IjoiMjAyNi0wMS0wMVQwMDowMDowMCswMDowMCIsIklkIjoiXHUwMDAwIn0")]
    [InlineData("/v1/bundles?cursor=Ilx1MDAwMCI")]
    [InlineData("/v1/products?sort=title&cursor=eyJTb3J0IjozLCJQcm9kdWN0SWQiOiIwMWEyMDkwOC00OTlkLTc1NWItOTcwYS1kZTVlYzBmMzY3MjciLCJUZXh0IjoiXHUwMDAwIn0")]
    public async Task is_refused_for_a_nul_in_the_cursor(string path) => Assert.Equal(
        "/cursor", Assert.Single((await Problem(await shop.Admin(HttpMethod.Get, path), HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());

    [Theory]
    [InlineData("/v1/admin/orders?cursor=eyJQbGFjZWRBdCI6IjIwMjYtMDEtMDFUMDA6MDA6MDArMDI6MDAiLCJOdW1iZXIiOjV9")]
    [InlineData("/v1/admin/payment-events?cursor=eyJSZWNlaXZlZEF0IjoiMjAyNi0wMS0wMVQwMDowMDowMCswMjowMCIsIklkIjoiYSJ9")]
    public async Task is_none_where_a_cursor_tells_its_instant_by_another_clock(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await shop.Admin(HttpMethod.Get, path)).StatusCode);

    [Fact]
    public async Task is_refused_with_all_the_names_at_once()
    {
        var problem = await Problem(await shop.Send(HttpMethod.Get, "/v1/products?limit=1e3&minPrice=cheap&maxPrice=9"), HttpStatusCode.BadRequest);

        Assert.Equal("request.invalid", problem.GetProperty("code").GetString());
        Assert.Equal(["limit", "minPrice"], problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal));
    }
}
