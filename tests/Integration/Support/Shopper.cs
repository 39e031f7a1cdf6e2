using System.Net.Http.Json;
using System.Text.Json;

namespace Commerce.Integration.Support;

/// <summary>A customer with an account of their own, logged in.</summary>
public sealed record Shopper(Shop Shop, Guid Id, string Email, string Password, string AccessToken, string RefreshToken)
{
    public static string FreshEmail() => $"{Guid.NewGuid():N}@example.com";

    public static async Task<Shopper> New(Shop shop)
    {
        var (email, password, address) = (FreshEmail(), "correct horse battery", Addresses.Fresh());
        var registered = await shop.Send(HttpMethod.Post, "/v1/customers", new { email, name = "Ada Byron", password }, address);
        registered.EnsureSuccessStatusCode();
        var session = await (await shop.Send(HttpMethod.Post, "/v1/sessions", new { email, password }, address)).Content.ReadFromJsonAsync<JsonElement>();

        return new(shop, session.GetProperty("customerId").GetGuid(), email, password, session.GetProperty("accessToken").GetString()!, session.GetProperty("refreshToken").GetString()!);
    }

    /// <summary>Sends as this customer.</summary>
    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers) =>
        Shop.Send(method, path, body, [("Authorization", $"Bearer {AccessToken}"), .. headers]);
}
