namespace Commerce.Host.Demo;

/// <summary>What makes the demo shop's goods cheaper together: discounts of several kinds, and a bundle to choose from. Drafted once the goods are there, since rules that nothing fits are refused.</summary>
internal static class DemoOffers
{
    public static async Task Draft(ShopApi api, IReadOnlyDictionary<string, Guid> shelves, int products, CancellationToken ct)
    {
        foreach (var (code, definition) in Discounts(shelves))
            await api.Do(HttpMethod.Put, $"/v1/admin/discounts/{code}", definition, ct);

        if (products >= DemoRange.All.Count)
            await api.Do(HttpMethod.Put, "/v1/admin/bundles/breakfast-for-two", Breakfast(shelves), ct);
    }

    public static Task Publish(ShopApi api, CancellationToken ct) => api.Do(HttpMethod.Post, "/v1/admin/rulesets/discounts/publications", new { reason = "The shop opens" }, ct);

    private static IEnumerable<(string Code, object Definition)> Discounts(IReadOnlyDictionary<string, Guid> shelves)
    {
        yield return ("paper-by-the-pile", new
        {
            label = "Paper by the pile",
            effect = new { kind = "quantity_tiers", tiers = new[] { new { from = 3, percent = 1000 }, new { from = 10, percent = 1500 } } },
            target = On(shelves, "stationery"),
        });
        yield return ("three-for-two", new
        {
            label = "Three cups for two",
            effect = new { kind = "buy_x_get_y", buy = 2, get = 1, mostTimes = 4 },
            target = On(shelves, "tableware"),
        });
        yield return ("a-full-basket", new
        {
            label = "For a full basket",
            effect = new
            {
                kind = "spend_tiers",
                tiers = new[]
                {
                    new { from = new Dictionary<string, long> { ["EUR"] = 20_000, ["USD"] = 22_000, ["JPY"] = 34_000 }, percent = 300 },
                    new { from = new Dictionary<string, long> { ["EUR"] = 40_000, ["USD"] = 44_000, ["JPY"] = 68_000 }, percent = 500 },
                },
            },
            priority = 200,
        });
        yield return ("welcome", new
        {
            label = "Welcome",
            effect = new { kind = "order_percent", percent = 1000 },
            coupons = new { codes = new[] { "WELCOME10" } },
            mostOff = new Dictionary<string, long> { ["EUR"] = 5000, ["USD"] = 5500, ["JPY"] = 8500 },
            budget = new { perCustomer = 1 },
            priority = 300,
        });
    }

    private static object Breakfast(IReadOnlyDictionary<string, Guid> shelves) => new
    {
        title = "Breakfast for two",
        price = new { mode = "sum_less_percent", percent = 1200 },
        sets = new[]
        {
            new { code = "table", label = "For the table", min = 2, max = 4, repeats = true, options = new[] { new { code = "any", eligible = On(shelves, "tableware") } } },
            new { code = "brew", label = "Coffee or tea", min = 1, max = 1, repeats = false, options = new[] { new { code = "any", eligible = On(shelves, "coffee-and-tea") } } },
        },
    };

    private static object On(IReadOnlyDictionary<string, Guid> shelves, string category) => new { categories = new[] { shelves[category] } };
}
