using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Domain.Discounts;

namespace Commerce.Bench;

/// <summary>The discounts of the <see cref="BusyShop"/>, drafted and published as staff does it, and goods that some of them are for. Every cart is priced by them from then on.</summary>
internal static class Season
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    /// <returns>Variants, each of another product.</returns>
    public static async Task<IReadOnlyList<string>> Open(Rig rig, int goods)
    {
        foreach (var group in BusyShop.Season.SelectMany(rule => rule.When.Groups ?? []).Distinct())
            await Put(rig, $"/v1/admin/customer-groups/{group}", new { name = group });
        foreach (var rule in BusyShop.Season)
            await Put(rig, $"/v1/admin/discounts/{rule.Code}", Request(rule));

        var variants = new List<string>(goods);
        for (var i = 0; i < goods; i++)
            variants.Add(await Stall.Tagged(rig, BusyShop.Tag(i)));

        await rig.Post("/v1/admin/rulesets/discounts/publications", new { reason = "the season begins" });
        return variants;
    }

    private static object Request(DiscountRule rule) =>
        new { rule.Label, rule.Effect, rule.Target, rule.When, rule.Priority, rule.Stacking, rule.Coupons };

    private static async Task Put(Rig rig, string path, object body)
    {
        using var content = JsonContent.Create(body, options: Json);
        using var answer = await rig.Admin.PutAsync(new Uri(path, UriKind.Relative), content);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"PUT {path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
