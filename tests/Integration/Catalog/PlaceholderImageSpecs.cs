using System.Net;
using System.Xml.Linq;
using Commerce.Integration.Support;

namespace Commerce.Integration.Catalog;

public class PlaceholderImageSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_drawn_from_its_name_alone()
    {
        var (first, again, other) = (await Draw("shirts-navy-1"), await Draw("shirts-navy-1"), await Draw("shirts-navy-2"));

        Assert.Equal("image/svg+xml", first.Content.Headers.ContentType?.MediaType);
        Assert.True(first.Headers.CacheControl is { Public: true, MaxAge.TotalDays: > 300 });
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.NotEqual(await first.Content.ReadAsStringAsync(), await other.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task shows_the_thing_in_its_colour()
    {
        var (navy, rust, mug) = (await Text("shirts-navy-1"), await Text("shirts-rust-1"), await Text("tableware-navy-1"));

        Assert.Contains("#27405f", navy);
        Assert.Contains("#b2562f", rust);
        Assert.Contains("<path", navy);
        Assert.DoesNotContain("<path", mug);
    }

    [Theory]
    [InlineData("shirts-navy-1")]
    [InlineData("nothing-anybody-knows")]
    [InlineData("7")]
    public async Task is_a_well_formed_document_that_can_run_nothing(string seed)
    {
        var answer = await Draw(seed);
        var names = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Descendants().Select(element => element.Name.LocalName).Distinct();

        Assert.Empty(names.Except(["svg", "defs", "linearGradient", "stop", "rect", "circle", "ellipse", "g", "path"]));
        Assert.Equal("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("a&b")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("ünïcode")]
    public async Task is_refused_for_a_name_that_could_be_more_than_a_name(string seed) =>
        Assert.Equal(HttpStatusCode.NotFound, (await Draw(Uri.EscapeDataString(seed))).StatusCode);

    [Fact]
    public async Task is_refused_for_a_name_without_end() => Assert.Equal(HttpStatusCode.NotFound, (await Draw(new string('a', 81))).StatusCode);

    private Task<HttpResponseMessage> Draw(string seed) => shop.Send(HttpMethod.Get, $"/images/placeholder/{seed}.svg");

    private async Task<string> Text(string seed) => await (await Draw(seed)).Content.ReadAsStringAsync();
}
