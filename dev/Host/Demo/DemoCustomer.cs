using System.Net.Http.Json;

namespace Commerce.Host.Demo;

/// <summary>Somebody to shop as.</summary>
internal static class DemoCustomer
{
    public const string Email = "ada@example.com";

    /// <summary>Registers her unless she is registered.</summary>
    /// <returns>Whether this password opens her account. Not where accounts are kept elsewhere, or in a database that knows her by another password.</returns>
    public static async Task<bool> Open(string address, string email, string password, CancellationToken ct)
    {
        using var shop = new HttpClient { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(30) };
        using var known = await shop.PostAsJsonAsync("/v1/sessions", new { email, password }, ct);
        if (known.IsSuccessStatusCode)
            return true;

        using var registered = await shop.PostAsJsonAsync("/v1/customers", new { email, name = "Ada Lovelace", password }, ct);
        return registered.IsSuccessStatusCode;
    }
}
