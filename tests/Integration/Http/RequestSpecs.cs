using System.Net;
using Commerce.Integration.Support;

namespace Commerce.Integration.Http;

public class RequestSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task for_a_path_that_is_not_served_get_a_problem()
    {
        var answer = await shop.Send(HttpMethod.Get, "/v1/nowhere");

        await Verifier.Verify(await Shop.Show(answer));
    }

    [Fact]
    public async Task find_a_page_for_every_problem_type()
    {
        var page = await shop.Send(HttpMethod.Get, "/problems/stream.moved_on");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task find_the_api_document_and_its_reference_page()
    {
        Assert.Equal(HttpStatusCode.OK, (await shop.Send(HttpMethod.Get, "/openapi/v1.json")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shop.Send(HttpMethod.Get, "/docs/")).StatusCode);
    }
}
