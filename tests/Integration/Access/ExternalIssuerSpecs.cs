using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Commerce.Integration.Support;

namespace Commerce.Integration.Access;

/// <summary>A shop that leaves log-in to somebody else's OpenID Connect issuer.</summary>
public class ExternalIssuerSpecs : IAsyncLifetime
{
    private readonly string subject = $"user|{Guid.NewGuid():N}";

    private FakeIssuer issuer = null!;
    private Node node = null!;

    public async Task InitializeAsync()
    {
        issuer = await FakeIssuer.Start();
        node = await Shop.With(("Access:Oidc:Authority", issuer.Address), ("Access:Oidc:Audience", FakeIssuer.Audience), ("Access:Oidc:GroupsClaim", "segments"), ("Access:SigningKey", null));
    }

    [Fact]
    public async Task vouches_for_a_customer_who_is_always_the_same_one()
    {
        var first = await Json(HttpMethod.Get, "/v1/whoami", issuer.Token(new { sub = subject, segments = new[] { "trade", "vip" } }));
        var second = await Json(HttpMethod.Get, "/v1/whoami", issuer.Token(new { sub = subject }));
        var other = await Json(HttpMethod.Get, "/v1/whoami", issuer.Token(new { sub = $"{subject}2" }));

        Assert.Equal("customer", first.GetProperty("kind").GetString());
        Assert.Equal(["trade", "vip"], first.GetProperty("groups").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(first.GetProperty("customerId").GetGuid(), second.GetProperty("customerId").GetGuid());
        Assert.NotEqual(first.GetProperty("customerId").GetGuid(), other.GetProperty("customerId").GetGuid());
    }

    [Fact]
    public async Task gives_its_customers_an_address_book_at_first_touch()
    {
        var token = issuer.Token(new { sub = subject, email = "ada@example.com", name = "Ada Byron" });

        var before = await Json(HttpMethod.Get, "/v1/me", token);
        var added = await Send(HttpMethod.Post, "/v1/me/addresses", token, new { address = new { name = "Ada", line1 = "1 Square", city = "London", postalCode = "W1", country = "GB" } });
        var after = await Json(HttpMethod.Get, "/v1/me", token);

        Assert.Equal("ada@example.com", before.GetProperty("email").GetString());
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Single(after.GetProperty("addresses").EnumerateArray());
        Assert.Equal("Ada Byron", after.GetProperty("name").GetString());
    }

    [Fact]
    public async Task makes_staff_of_those_it_gives_a_role()
    {
        var clerk = issuer.Token(new { sub = subject, roles = new[] { "support" } });
        var stranger = issuer.Token(new { sub = subject, roles = new[] { "emperor" } });

        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Get, "/v1/admin/customers", clerk)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, "/v1/admin/api-keys", clerk)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, "/v1/admin/customers", stranger)).StatusCode);
    }

    [Fact]
    public async Task is_the_only_one_believed()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] forgeries =
        [
            issuer.Token(new { sub = subject }, audience: "another-api"),
            issuer.Token(new { sub = subject }, issuer: "https://evil.example"),
            issuer.Token(new { sub = subject }, signedWith: other),
            issuer.Token(new { name = "nobody" }),
            issuer.SignedWithThePublicKey(new { iss = issuer.Address, aud = FakeIssuer.Audience, sub = subject, exp = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds() }),
        ];

        foreach (var forgery in forgeries)
            Assert.Equal("access.token_invalid", (await Json(HttpMethod.Get, "/v1/whoami", forgery)).GetProperty("code").GetString());

        Assert.Equal("access.token_expired", (await Json(HttpMethod.Get, "/v1/whoami", issuer.Token(new { sub = subject }, minutes: -5))).GetProperty("code").GetString());
    }

    [Fact]
    public async Task may_change_its_key()
    {
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Get, "/v1/whoami", issuer.Token(new { sub = subject }))).StatusCode);

        issuer.RotateKey();

        await Eventually.True(async () => (await Send(HttpMethod.Get, "/v1/whoami", issuer.Token(new { sub = subject }))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task leaves_nothing_to_register_or_log_in_to_here()
    {
        foreach (var (path, body) in new (string, object)[]
        {
            ("/v1/customers", new { email = Shopper.FreshEmail(), name = "Ada", password = "correct horse battery" }),
            ("/v1/sessions", new { email = Shopper.FreshEmail(), password = "correct horse battery" }),
            ("/v1/sessions/refresh", new { refreshToken = "x" }),
        })
            Assert.Equal("access.external_issuer", (await Json(HttpMethod.Post, path, null, body)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task that_cannot_be_reached_is_no_fault_of_the_token()
    {
        var token = issuer.Token(new { sub = subject });
        await issuer.DisposeAsync();

        var answer = await Send(HttpMethod.Get, "/v1/whoami", token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("issuer_unavailable", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    public async Task DisposeAsync()
    {
        await node.DisposeAsync();
        await issuer.DisposeAsync();
    }

    private async Task<JsonElement> Json(HttpMethod method, string path, string? token, object? body = null) =>
        await (await Send(method, path, token, body)).Content.ReadFromJsonAsync<JsonElement>();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? token, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);

        return await node.Client.SendAsync(request);
    }
}
