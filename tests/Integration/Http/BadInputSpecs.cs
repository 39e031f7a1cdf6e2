using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Commerce.Integration.Support;

namespace Commerce.Integration.Http;

/// <summary>What clients must never send, and some do: each gets a problem with a stable code and a pointer to what is wrong, and nothing is changed.</summary>
public class BadInputSpecs(Shop shop) : IClassFixture<Shop>
{
    /// <summary>Body, the pointer that must come back, and the words beside it.</summary>
    public static TheoryData<string, string, string> Unreadable => new()
    {
        { "", "", "Required." },
        { "null", "", "Required." },
        { "[]", "", "Not of the documented type or range." },
        { "\"text\"", "", "Not of the documented type or range." },
        { "{", "", "Not JSON at line 1, byte 2." },
        { "{\"email\":\"a@b.c\",}", "", "Not JSON at line 1, byte 18." },
        { "{\"email\":\"a@b.c\",\"name\":\"Ada\",\"password\":\"correct horse\"} {}", "", "Not JSON at line 1, byte 59." },
        { "{\"password\":\"correct horse\",\"email\":\"a@b.c\"}", "/name", "Required." },
        { "{\"email\":1,\"name\":\"Ada\",\"password\":\"correct horse\"}", "/email", "Not of the documented type or range." },
        { "{\"email\":null,\"name\":\"Ada\",\"password\":\"correct horse\"}", "/email", "Must not be null." },
        { "{\"email\":{\"a\":[]},\"name\":\"Ada\",\"password\":\"correct horse\"}", "/email", "Not of the documented type or range." },
        { "{\"email\":\"a@b.c\",\"name\":\"Ada\",\"password\":\"correct horse\",\"isAdmin\":true}", "/isAdmin", "There is no such member." },
        { "{\"email\":\"a@b.c\",\"name\":\"Ada\",\"password\":\"correct horse\",\"a/b~c\":true}", "/a~1b~0c", "There is no such member." },
        { "{\"email\":\"a@b.c\",\"name\":\"Ada\",\"password\":\"correct horse\",\"email\":\"d@e.f\"}", "/email", "Given twice." },
        { "{\"email\":\"a\\u0000@b.c\",\"name\":\"Ada\",\"password\":\"correct horse\"}", "/email", "Must not hold NUL characters." },
        { "{\"email\":\"a\\ud800@b.c\",\"name\":\"Ada\",\"password\":\"correct horse\"}", "/email", "Not of the documented type or range." },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task in_a_body_is_answered_with_a_pointer(string body, string pointer, string detail) =>
        await IsFault(await Post("/v1/customers", body), pointer, detail);

    [Fact]
    public async Task of_several_members_that_lack_names_them_all()
    {
        var problem = await Problem(await Post("/v1/customers", "{}"), HttpStatusCode.BadRequest);

        Assert.Equal(["/email", "/name", "/password"], problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).Order());
    }

    [Fact]
    public async Task deep_inside_is_pointed_to()
    {
        var ada = await Shopper.New(shop);

        var missing = await ada.Send(HttpMethod.Post, "/v1/me/addresses", Json("{\"address\":{\"name\":\"Ada\",\"line1\":\"1 Square\",\"city\":\"London\",\"postalCode\":\"W1\"}}"));
        var nul = await ada.Send(HttpMethod.Post, "/v1/me/addresses", Json("{\"address\":{\"name\":\"Ada\",\"line1\":\"1\\u0000\",\"city\":\"London\",\"postalCode\":\"W1\",\"country\":\"GB\"}}"));
        var inList = await shop.Admin(HttpMethod.Post, "/v1/admin/api-keys", Json("{\"name\":\"Desk\",\"scopes\":[\"catalog:read\",5]}"));

        await IsFault(missing, "/address/country", "Required.");
        await IsFault(nul, "/address/line1", "Must not hold NUL characters.");
        await IsFault(inList, "/scopes/1", "Not of the documented type or range.");
    }

    [Theory]
    [InlineData("{\"units\":1.5,\"reason\":\"x\"}")]
    [InlineData("{\"units\":\"1\",\"reason\":\"x\"}")]
    [InlineData("{\"units\":1e2,\"reason\":\"x\"}")]
    [InlineData("{\"units\":99999999999,\"reason\":\"x\"}")]
    [InlineData("{\"units\":-99999999999999999999999999999999999999,\"reason\":\"x\"}")]
    [InlineData("{\"units\":-1,\"reason\":\"x\"}")]
    [InlineData("{\"units\":0,\"reason\":\"x\"}")]
    [InlineData("{\"units\":true,\"reason\":\"x\"}")]
    public async Task that_is_no_whole_positive_number_is_refused_where_one_is_asked_for(string body)
    {
        var variant = Guid.NewGuid().ToString("N");

        var problem = await Problem(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", Json(body)), HttpStatusCode.BadRequest);

        Assert.Equal("/units", Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Admin(HttpMethod.Get, $"/v1/admin/inventory/{variant}")).StatusCode);
    }

    [Fact]
    public async Task of_bytes_that_are_no_utf8_is_refused()
    {
        var body = new ByteArrayContent([.. "{\"email\":\"a"u8, 0xC3, 0x28, .. "@b.c\",\"name\":\"Ada\",\"password\":\"correct horse\"}"u8]) { Headers = { ContentType = new("application/json") } };

        await IsFault(await shop.Send(HttpMethod.Post, "/v1/customers", body), "/email", "Not of the documented type or range.");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100_000)]
    public async Task nested_too_deeply_is_refused(int depth)
    {
        var body = $"{{\"email\":{string.Concat(Enumerable.Repeat("[", depth))}{string.Concat(Enumerable.Repeat("]", depth))}}}";

        await Problem(await Post("/v1/customers", body), HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task larger_than_the_limit_is_refused(bool declared)
    {
        // The answer comes before the body is read to its end, and a client that still writes then may lose it: one that declares the length asks first, the other has little left.
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes($"{{\"email\":\"{new string('a', 1024 * 1024)}\"}}")) { Headers = { ContentType = new("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/customers") { Content = content, Headers = { TransferEncodingChunked = !declared, ExpectContinue = declared } };

        Assert.Equal("request.too_large", (await Problem(await shop.Http.SendAsync(request), HttpStatusCode.RequestEntityTooLarge)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task of_another_content_type_is_refused(string? type)
    {
        var content = new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type) } };

        var problem = await Problem(await shop.Send(HttpMethod.Post, "/v1/customers", content), HttpStatusCode.UnsupportedMediaType);

        Assert.Equal("request.unsupported_media_type", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task that_is_packed_is_refused()
    {
        var content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } } };

        await Problem(await shop.Send(HttpMethod.Post, "/v1/customers", content), HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task by_a_method_that_a_path_does_not_know_is_told_which_it_knows()
    {
        var answer = await shop.Send(HttpMethod.Delete, "/v1/sessions");

        Assert.Equal("request.method_not_allowed", (await Problem(answer, HttpStatusCode.MethodNotAllowed)).GetProperty("code").GetString());
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/v1/admin/customers/not-a-guid")]
    [InlineData("/v1/admin/customers/..%2f..%2fetc%2fpasswd")]
    [InlineData("/v1/admin/customers/%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/v1//admin/customers/{}")]
    [InlineData("/v1/me/addresses/%F0%9F%92%A9")]
    public async Task in_a_path_leads_nowhere(string path) =>
        Assert.Equal("request.no_such_page", (await Problem(await shop.Admin(HttpMethod.Get, path), HttpStatusCode.NotFound)).GetProperty("code").GetString());

    [Theory]
    [InlineData("If-Match", "3")]
    [InlineData("If-Match", "\"three\"")]
    [InlineData("If-Match", "\"-1\"")]
    [InlineData("If-Match", "\"99999999999999999999\"")]
    public async Task in_a_header_is_refused(string name, string value)
    {
        var ada = await Shopper.New(shop);

        await Problem(await ada.Send(HttpMethod.Put, "/v1/me/name", new { name = "Augusta" }, (name, value)), HttpStatusCode.BadRequest);
        Assert.Equal("Ada Byron", (await Shop.Json(await ada.Send(HttpMethod.Get, "/v1/me"))).GetProperty("name").GetString());
    }

    private Task<HttpResponseMessage> Post(string path, string body) => shop.Send(HttpMethod.Post, path, Json(body), Addresses.Fresh());

    private static StringContent Json(string body) => new(body, new UTF8Encoding(false), "application/json");

    internal static async Task IsFault(HttpResponseMessage answer, string pointer, string detail)
    {
        var problem = await Problem(answer, HttpStatusCode.BadRequest);
        var fault = Assert.Single(problem.GetProperty("errors").EnumerateArray());

        Assert.Equal((pointer, detail), (fault.GetProperty("pointer").GetString(), fault.GetProperty("detail").GetString()));
        Assert.Equal("request.invalid", problem.GetProperty("code").GetString());
        Assert.DoesNotContain("Commerce.", problem.ToString());
    }

    internal static async Task<JsonElement> Problem(HttpResponseMessage answer, HttpStatusCode expected)
    {
        Assert.True(answer.StatusCode == expected, await Shop.Show(answer));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);

        return await Shop.Json(answer);
    }
}
