using System.Text.Json;
using Commerce.Integration.Support;

namespace Commerce.Integration.Pricing;

/// <summary>Rules of one kind, as staff drafts them.</summary>
/// <param name="path">E.g. <c>/v1/admin/price-lists</c>.</param>
internal sealed class Drafts(Shop shop, string path)
{
    public Task<HttpResponseMessage> Define(string code, object definition, params (string Name, string Value)[] headers) => shop.Admin(HttpMethod.Put, $"{path}/{code}", definition, headers);

    public Task<HttpResponseMessage> Get(string code) => shop.Admin(HttpMethod.Get, $"{path}/{code}");

    public Task<HttpResponseMessage> Archive(string code) => shop.Admin(HttpMethod.Post, $"{path}/{code}/archive");

    public Task<HttpResponseMessage> Restore(string code) => shop.Admin(HttpMethod.Post, $"{path}/{code}/restore");

    /// <summary>The codes of all of them, page by page.</summary>
    public async Task<IReadOnlyList<string>> Codes(int limit)
    {
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await Shop.Json(await shop.Admin(HttpMethod.Get, $"{path}?limit={limit}{cursor}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(rule => rule.GetProperty("definition").GetProperty("code").GetString()!));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null);

        return seen;
    }

    /// <summary>An answer as a spec shows it, without what no two runs have in common.</summary>
    public static async Task<string> Show(HttpResponseMessage answer, string code) => (await Shop.Show(answer)).Replace(code, "{code}", StringComparison.Ordinal);

    /// <summary>Path and code of each.</summary>
    public static async Task<IEnumerable<(string? Path, string? Code)>> Faults(HttpResponseMessage answer) =>
        (await Shop.Json(answer)).GetProperty("faults").EnumerateArray().Select(fault => (fault.GetProperty("path").GetString(), fault.GetProperty("code").GetString()));

    /// <summary>What the endpoints of this kind answer those who may only read, those who may only write, and strangers.</summary>
    public async Task<string> AskedBy(string code, object definition, params (string Method, string Suffix)[] asked)
    {
        var answers = new List<string>();
        foreach (var scope in new[] { "pricing:read", "pricing:write", "catalog:write", null })
        {
            (string, string)[] headers = scope is null ? [] : [("Api-Key", await KeyFor(scope))];
            foreach (var (method, suffix) in asked)
            {
                var answer = await shop.Send(new HttpMethod(method), suffix.StartsWith('?') ? path + suffix : $"{path}/{code}{suffix}", method == "PUT" ? definition : null, headers);
                answers.Add($"{scope ?? "nobody",-13} {method,-4} {suffix,-8} {(int)answer.StatusCode}");
            }
        }

        return string.Join('\n', answers);
    }

    private async Task<string> KeyFor(string scope) =>
        (await Shop.Json(await shop.Admin(HttpMethod.Post, "/v1/admin/api-keys", new { name = "Pricing", scopes = new[] { scope } }))).GetProperty("key").GetString()!;
}
