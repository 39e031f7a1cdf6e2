using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commerce.Integration.Support;

namespace Commerce.Integration.Access;

public class BearerTokenSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task from_this_shop_is_believed()
    {
        var ada = await Shopper.New(shop);

        Assert.Equal(ada.Id, (await WhoAmI(ada.AccessToken)).Body.GetProperty("customerId").GetGuid());
    }

    [Theory]
    [MemberData(nameof(Forgeries.All), MemberType = typeof(Forgeries))]
    public async Task that_is_not_genuine_is_refused(string forgery)
    {
        var ada = await Shopper.New(shop);

        var (answer, body) = await WhoAmI(Forgeries.Make(forgery, ada.AccessToken, ada.Id));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(forgery == "expired" ? "access.token_expired" : "access.token_invalid", body.GetProperty("code").GetString());
        Assert.Equal("Bearer error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task signed_with_a_retired_key_is_believed_as_long_as_the_key_is_listed()
    {
        const string next = "next-signing-key-of-at-least-32-bytes!";
        var ada = await Shopper.New(shop);
        await using var rotated = await Shop.With(("Access:SigningKey", next), ("Access:RetiredSigningKeys:0", Shop.SigningKey));
        await using var after = await Shop.With(("Access:SigningKey", next));

        Assert.Equal(HttpStatusCode.OK, await On(rotated, ada.AccessToken));
        Assert.Equal(HttpStatusCode.Unauthorized, await On(after, ada.AccessToken));
    }

    [Fact]
    public async Task that_is_past_its_time_does_not_stand_in_the_way_of_logging_in()
    {
        var ada = await Shopper.New(shop);
        var old = ("Authorization", $"Bearer {Forgeries.Make("expired", ada.AccessToken, ada.Id)}");

        Assert.Equal(HttpStatusCode.OK, (await shop.Send(HttpMethod.Post, "/v1/sessions", new { email = ada.Email, password = ada.Password }, old)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shop.Send(HttpMethod.Post, "/v1/sessions/refresh", new { refreshToken = ada.RefreshToken }, old)).StatusCode);
    }

    private async Task<(HttpResponseMessage Answer, JsonElement Body)> WhoAmI(string token)
    {
        var answer = await shop.Send(HttpMethod.Get, "/v1/whoami", null, ("Authorization", $"Bearer {token}"));

        return (answer, await Shop.Json(answer));
    }

    private static async Task<HttpStatusCode> On(Node node, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/whoami") { Headers = { { "Authorization", $"Bearer {token}" } } };

        return (await node.Client.SendAsync(request)).StatusCode;
    }
}
