using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Commerce.Host.Demo;

/// <summary>The API as a member of staff uses it.</summary>
internal sealed class ShopApi : IDisposable
{
    private readonly HttpClient http;

    public ShopApi(string address, string staffKey)
    {
        http = new HttpClient { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Add("Api-Key", staffKey);
    }

    /// <summary>Every item of a list, page by page.</summary>
    public async Task<List<JsonElement>> All(string path, CancellationToken ct)
    {
        var items = new List<JsonElement>();
        for (string? next = ""; next is not null;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"{path}?limit=100{(next.Length == 0 ? "" : $"&cursor={next}")}", ct);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }

        return items;
    }

    /// <summary>The answer, or null when what is asked for stands against the shop as it is (409).</summary>
    public async Task<JsonElement?> Do(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);

        using var answer = await http.SendAsync(request, ct);
        if (answer.StatusCode == HttpStatusCode.Conflict)
            return null;
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");

        return await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    public void Dispose() => http.Dispose();
}
