using System.Net;
using System.Text.Json;
using Commerce.Integration.Support;

namespace Commerce.Integration.Access;

public class ApiKeySpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string role = $"r{Guid.NewGuid():N}";

    [Fact]
    public async Task opens_what_its_scopes_name_and_nothing_else()
    {
        var key = await Issue(scopes: ["customers:read"]);

        Assert.Equal(HttpStatusCode.OK, (await With(key, HttpMethod.Get, "/v1/admin/customers")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await With(key, HttpMethod.Get, "/v1/admin/api-keys")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await With(key, HttpMethod.Put, "/v1/admin/customer-groups/any", new { name = "Any" })).StatusCode);
    }

    [Fact]
    public async Task has_the_scopes_of_its_roles_as_they_are_now()
    {
        await shop.Admin(HttpMethod.Put, $"/v1/admin/roles/{role}", new { scopes = new[] { "customers:read" } });
        var key = await Issue(roles: [role]);
        Assert.Equal(HttpStatusCode.OK, (await With(key, HttpMethod.Get, "/v1/admin/customers")).StatusCode);

        await shop.Admin(HttpMethod.Put, $"/v1/admin/roles/{role}", new { scopes = new[] { "access:read" } });

        await Eventually.True(async () => (await With(key, HttpMethod.Get, "/v1/admin/customers")).StatusCode == HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.OK, (await With(key, HttpMethod.Get, "/v1/admin/api-keys")).StatusCode);
    }

    [Fact]
    public async Task is_shown_once_and_never_again()
    {
        var issued = await Issued(new { name = "Desk", scopes = new[] { "customers:read" } });
        var key = (await Shop.Json(issued)).GetProperty("key").GetString()!;

        var list = await (await shop.Admin(HttpMethod.Get, "/v1/admin/api-keys")).Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Created, issued.StatusCode);
        Assert.Contains(key[..11], list);
        Assert.DoesNotContain(key, list);
        Assert.DoesNotContain("digest", list);
    }

    [Fact]
    public async Task stops_working_on_every_node_when_it_is_revoked()
    {
        await using var other = await Shop.With();
        var issued = await Shop.Json(await Issued(new { name = "Desk", scopes = new[] { "customers:read" } }));
        var key = issued.GetProperty("key").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await On(other, key));

        var revoked = await shop.Admin(HttpMethod.Delete, $"/v1/admin/api-keys/{issued.GetProperty("id").GetGuid()}");

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await Eventually.True(async () => (await With(key, HttpMethod.Get, "/v1/admin/customers")).StatusCode == HttpStatusCode.Unauthorized);
        await Eventually.True(async () => await On(other, key) == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task stops_working_when_its_time_is_over()
    {
        var key = await Issue(scopes: ["customers:read"], expiresAt: DateTimeOffset.Parse("9999-12-31T00:00:00Z"));
        var soon = await Issue(scopes: ["customers:read"], expiresAt: TimeProvider.System.GetUtcNow().AddSeconds(5));

        Assert.Equal(HttpStatusCode.OK, (await With(soon, HttpMethod.Get, "/v1/admin/customers")).StatusCode);
        await Eventually.True(async () => (await With(soon, HttpMethod.Get, "/v1/admin/customers")).StatusCode == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await With(key, HttpMethod.Get, "/v1/admin/customers")).StatusCode);
    }

    [Fact]
    public async Task cannot_make_another_that_may_more()
    {
        var key = await Issue(scopes: ["access:write", "customers:read"]);

        var more = await With(key, HttpMethod.Post, "/v1/admin/api-keys", new { name = "Mine", scopes = new[] { "customers:write" } });
        var byRole = await With(key, HttpMethod.Post, "/v1/admin/api-keys", new { name = "Mine", roles = new[] { "admin" } });
        var newRole = await With(key, HttpMethod.Put, $"/v1/admin/roles/{role}", new { scopes = new[] { "customers:write" } });
        var same = await With(key, HttpMethod.Post, "/v1/admin/api-keys", new { name = "Mine", scopes = new[] { "customers:read" } });

        Assert.Equal(["access.beyond_own", "access.beyond_own", "access.beyond_own"], [await Code(more), await Code(byRole), await Code(newRole)]);
        Assert.Equal(HttpStatusCode.Created, same.StatusCode);
    }

    [Fact]
    public async Task needs_scopes_and_roles_that_exist()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await Issued(new { name = "Desk", scopes = new[] { "everything" } })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Issued(new { name = "Desk" })).StatusCode);
        Assert.Equal("access.role_unknown", await Code(await Issued(new { name = "Desk", roles = new[] { "no-such-role" } })));
    }

    [Fact]
    public async Task is_refused_when_it_is_wrong_and_not_taken_for_nobody() =>
        Assert.Equal("access.key_invalid", await Code(await With("ck_wrong", HttpMethod.Get, "/v1/whoami")));

    [Fact]
    public async Task is_refused_beside_a_bearer_token()
    {
        var ada = await Shopper.New(shop);

        var answer = await ada.Send(HttpMethod.Get, "/v1/whoami", null, ("Api-Key", Shop.AdminKey));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("access.two_credentials", await Code(answer));
    }

    private Task<HttpResponseMessage> Issued(object request) => shop.Admin(HttpMethod.Post, "/v1/admin/api-keys", request);

    private async Task<string> Issue(string[]? scopes = null, string[]? roles = null, DateTimeOffset? expiresAt = null) =>
        (await Shop.Json(await Issued(new { name = "Desk", scopes = scopes ?? [], roles = roles ?? [], expiresAt }))).GetProperty("key").GetString()!;

    private Task<HttpResponseMessage> With(string key, HttpMethod method, string path, object? body = null) => shop.Send(method, path, body, ("Api-Key", key));

    private static async Task<HttpStatusCode> On(Node node, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/admin/customers") { Headers = { { "Api-Key", key } } };

        return (await node.Client.SendAsync(request)).StatusCode;
    }

    private static async Task<string> Code(HttpResponseMessage answer) => (await Shop.Json(answer)).GetProperty("code").GetString()!;
}
