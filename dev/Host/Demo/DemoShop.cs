using System.Text.Json;

namespace Commerce.Host.Demo;

/// <summary>Fills an empty shop with something to look at and to buy. Made of numbers only, so that every checkout of the source has the same one.</summary>
internal static class DemoShop
{
    /// <summary>From here on products go into the store in batches; below it each one goes through the API, like those of a merchant.</summary>
    private const int Many = 2_000;

    /// <summary>Says that all of it is there. Staff sees it among the archived collections, shoppers never.</summary>
    private const string Finished = "demo-data";

    private static readonly (string Slug, string Name, string Description)[] Collections =
    [
        ("house-favourites", "House favourites", "What we use ourselves."),
        ("gifts", "Gifts", "For someone else, or so you can say."),
        ("last-pieces", "Last pieces", "When they are gone, they are gone."),
    ];

    /// <summary>Makes the demo shop unless it was made before. Goes on where an earlier attempt was cut off.</summary>
    /// <param name="postgres">Connection string, for a shop so large that the API would take too long.</param>
    /// <param name="redis">The same.</param>
    /// <param name="say">Is told what happens, one line at a time.</param>
    /// <returns>False when it was there already.</returns>
    public static async Task<bool> Seed(string address, string staffKey, string postgres, string redis, int products, Action<string> say, CancellationToken ct)
    {
        using var api = new ShopApi(address, staffKey);
        if ((await api.All("/v1/admin/collections", ct)).Any(collection => Slug(collection) == Finished))
            return false;

        say($"Making demo data: {products} products in {DemoRange.All.Count} categories …");
        await Groups(api, ct);
        await DemoRules.Draft(api, TimeProvider.System.GetUtcNow(), ct);
        var shelves = await Shelves(api, ct);
        if (products < Many)
            await Merchant.Stock(api, shelves, products, ct);
        else
            await BulkLoad.Stock(postgres, redis, shelves, products, say, ct);

        await DemoOffers.Draft(api, shelves, products, ct);
        await DemoRules.Publish(api, ct);
        await DemoOffers.Publish(api, ct);
        await DemoReviews.Write(api, address, ct);
        await Finish(api, ct);
        return true;
    }

    private static async Task Groups(ShopApi api, CancellationToken ct)
    {
        foreach (var (code, name) in new[] { ("trade", "Trade customers"), ("friends", "Friends of the house") })
            await api.Do(HttpMethod.Put, $"/v1/admin/customer-groups/{code}", new { name }, ct);
    }

    /// <summary>Slug → id of every category and collection the products stand on.</summary>
    private static async Task<IReadOnlyDictionary<string, Guid>> Shelves(ShopApi api, CancellationToken ct)
    {
        foreach (var (i, (slug, name, description)) in DemoRange.Departments.Index())
            await api.Do(HttpMethod.Post, "/v1/admin/categories", new { slug, name, description, position = i }, ct);

        var departments = (await api.All("/v1/admin/categories", ct)).ToDictionary(Slug, category => category.GetProperty("categoryId").GetGuid());
        foreach (var (i, range) in DemoRange.All.Index())
            await api.Do(HttpMethod.Post, "/v1/admin/categories", new { slug = range.Slug, name = range.Name, description = "", parent = departments[range.Department], position = i }, ct);

        foreach (var (slug, name, description) in Collections)
            await api.Do(HttpMethod.Post, "/v1/admin/collections", new { slug, name, description }, ct);

        var categories = (await api.All("/v1/admin/categories", ct)).Select(it => (Slug: Slug(it), Id: it.GetProperty("categoryId").GetGuid()));
        var collections = (await api.All("/v1/admin/collections", ct)).Select(it => (Slug: Slug(it), Id: it.GetProperty("collectionId").GetGuid()));
        return categories.Concat(collections).ToDictionary(shelf => shelf.Slug, shelf => shelf.Id);
    }

    private static async Task Finish(ShopApi api, CancellationToken ct)
    {
        if (await api.Do(HttpMethod.Post, "/v1/admin/collections", new { slug = Finished, name = "Demo data, complete" }, ct) is { } marker)
            await api.Do(HttpMethod.Post, $"/v1/admin/collections/{marker.GetProperty("collectionId").GetGuid()}/archive", null, ct);
    }

    private static string Slug(JsonElement shelf) => shelf.GetProperty("slug").GetString()!;
}
