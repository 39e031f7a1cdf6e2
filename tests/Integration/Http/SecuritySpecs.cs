using System.Net;
using System.Net.Sockets;
using System.Text;
using Commerce.Integration.Support;

namespace Commerce.Integration.Http;

public class SecuritySpecs(Shop shop) : IClassFixture<Shop>
{
    private const string Page = "https://shop.example";

    [Theory]
    [InlineData("/v1/whoami", 200)]
    [InlineData("/v1/nowhere", 404)]
    [InlineData("/v1/me", 401)]
    [InlineData("/v1/admin/customers?limit=many", 400)]
    [InlineData("/docs/", 200)]
    public async Task headers_are_on_every_answer(string path, int status)
    {
        var answer = path.Contains("admin", StringComparison.Ordinal) ? await shop.Admin(HttpMethod.Get, path) : await shop.Send(HttpMethod.Get, path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Null(Header(answer, "Server"));
    }

    [Fact]
    public async Task of_transport_is_demanded_once_it_was_had()
    {
        Assert.Null(Header(await shop.Send(HttpMethod.Get, "/v1/whoami"), "Strict-Transport-Security"));
        Assert.Equal("max-age=31536000; includeSubDomains", Header(await shop.Send(HttpMethod.Get, "/v1/whoami", null, ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "192.0.2.1")), "Strict-Transport-Security"));
    }

    [Fact]
    public async Task keeps_answers_to_one_caller_out_of_shared_caches()
    {
        var ada = await Shopper.New(shop);

        Assert.Equal("no-store", Header(await ada.Send(HttpMethod.Get, "/v1/me"), "Cache-Control"));
        Assert.Equal("no-store", Header(await shop.Send(HttpMethod.Get, "/v1/whoami", null, ("Cart-Token", "x")), "Cache-Control"));
    }

    [Fact]
    public async Task lets_no_web_page_call_unless_its_origin_is_listed()
    {
        await using var open = await Shop.With(("Http:Cors:Origins:0", Page));

        var unlisted = await Preflight(shop.Http, Page);
        var listed = await Preflight(open.Client, Page);
        var other = await Preflight(open.Client, "https://evil.example");
        var like = await Preflight(open.Client, "https://shop.example.evil.example");

        Assert.Null(Header(unlisted, "Access-Control-Allow-Origin"));
        Assert.Equal(Page, Header(listed, "Access-Control-Allow-Origin"));
        Assert.Null(Header(listed, "Access-Control-Allow-Credentials"));
        Assert.Contains("Idempotency-Key", Header(listed, "Access-Control-Allow-Headers"));
        Assert.Null(Header(other, "Access-Control-Allow-Origin"));
        Assert.Null(Header(like, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task lets_a_listed_page_read_problems_too()
    {
        await using var open = await Shop.With(("Http:Cors:Origins:0", Page));
        foreach (var path in new[] { "/v1/me", "/v1/nowhere", "/v1/whoami" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", Page } } };
            var answer = await open.Client.SendAsync(request);

            Assert.Equal(Page, Header(answer, "Access-Control-Allow-Origin"));
            Assert.Contains("ETag", Header(answer, "Access-Control-Expose-Headers"));
        }
    }

    [Fact]
    public async Task packs_what_is_public_and_nothing_that_was_said_to_one_caller()
    {
        var ada = await Shopper.New(shop);

        var open = await shop.Send(HttpMethod.Get, "/openapi/v1.json", null, ("Accept-Encoding", "br"));
        var own = await ada.Send(HttpMethod.Get, "/v1/me", null, ("Accept-Encoding", "br"));

        Assert.Equal(["br"], open.Content.Headers.ContentEncoding);
        Assert.Empty(own.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task believes_nobody_but_a_trusted_proxy_who_the_client_is()
    {
        await using var bare = await Shop.With(("Http:TrustedProxies:0", "192.0.2.1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/whoami") { Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", "198.51.100.7" } } };

        Assert.Null(Header(await bare.Client.SendAsync(request), "Strict-Transport-Security"));
    }

    /// <summary>What no client library would send: written to the socket by hand.</summary>
    [Theory]
    [InlineData("GET /v1/whoami HTTP/1.1\r\nHost: shop\r\nX: {20000}\r\n\r\n", "431")]
    [InlineData("GET /v1/whoami?{20000} HTTP/1.1\r\nHost: shop\r\n\r\n", "414")]
    [InlineData("GET /v1/problems/%00 HTTP/1.1\r\nHost: shop\r\n\r\n", "400")]
    [InlineData("GET /v1/whoami HTTP/1.1\r\nHost: shop\r\nApi-Key: a\0b\r\n\r\n", "400")]
    [InlineData("GET /v1/whoami HTTP/1.1\r\n\r\n", "400")]
    [InlineData("POST /v1/sessions HTTP/1.1\r\nHost: shop\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "4")]
    [InlineData("POST /v1/sessions HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}", "400")]
    public async Task holds_against_requests_no_client_would_make(string request, string status)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(shop.Address.Host, shop.Address.Port);
        var bytes = Encoding.Latin1.GetBytes(request.Replace("{20000}", new string('a', 20_000), StringComparison.Ordinal));

        await socket.GetStream().WriteAsync(bytes);
        using var reader = new StreamReader(socket.GetStream());
        var line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.StartsWith($"HTTP/1.1 {status}", line);
    }

    private static Task<HttpResponseMessage> Preflight(HttpClient client, string origin) => client.SendAsync(new(HttpMethod.Options, "/v1/sessions")
    {
        Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "content-type,idempotency-key" } },
    });

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
