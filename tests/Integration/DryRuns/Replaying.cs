using System.Text.Json;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.DryRuns;

/// <summary>Short forms.</summary>
internal static class Replaying
{
    public static Task<HttpResponseMessage> Replay(this Shop shop, object change, DateTimeOffset since, bool carts = false, bool orders = true) =>
        shop.Admin(HttpMethod.Post, "/v1/admin/dry-runs", new { change, since, carts, orders });

    /// <summary>Its report, once all is replayed.</summary>
    public static async Task<JsonElement> Replayed(this Shop shop, object change, DateTimeOffset since, bool carts = false, bool orders = true)
    {
        var run = await Shop.Json(await Merchant.Ok(await shop.Replay(change, since, carts, orders)));
        var path = $"/v1/admin/dry-runs/{run.GetProperty("id").GetString()}";
        await Eventually.True(async () => (await Shop.Json(await shop.Admin(HttpMethod.Get, path))).GetProperty("state").GetString() is "done" or "failed");
        run = await Shop.Json(await shop.Admin(HttpMethod.Get, path));
        Assert.Equal("done", run.GetProperty("state").GetString());
        Assert.Equal(Number(run, "total"), Number(run, "done"));
        return run.GetProperty("report");
    }

    public static long Number(JsonElement of, string name) => of.GetProperty(name).GetInt64();

    public static long Amount(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();
}
