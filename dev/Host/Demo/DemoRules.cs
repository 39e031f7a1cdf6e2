namespace Commerce.Host.Demo;

/// <summary>What the demo shop asks of whom: price lists, taxes and ways of sending, drafted and published over the API like a merchant's.</summary>
internal static class DemoRules
{
    /// <summary>Paper goods bear less tax.</summary>
    public static string TaxClass(string category) => category == "stationery" ? "reduced" : "standard";

    public static async Task Draft(ShopApi api, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (path, definition) in Lists(Summer(now)).Concat(Taxes).Concat(Shipping))
            await api.Do(HttpMethod.Put, $"/v1/admin/{path}", definition, ct);
    }

    /// <summary>Puts the drafts in force. Those that are in force already make no version.</summary>
    public static Task Publish(ShopApi api, CancellationToken ct) => api.Do(HttpMethod.Post, "/v1/admin/rulesets/pricing/publications", new { reason = "The shop opens" }, ct);

    /// <summary>The one that lasts or comes next.</summary>
    private static int Summer(DateTimeOffset now) => now.Month < 9 ? now.Year : now.Year + 1;

    private static IEnumerable<(string Path, object Definition)> Lists(int year)
    {
        foreach (var (currency, nickel) in new[] { ("EUR", 5), ("USD", 5), ("JPY", 10) })
        {
            var suffix = currency == "EUR" ? "" : $"-{currency.ToLowerInvariant()}";
            yield return ($"price-lists/trade{suffix}", new
            {
                name = "Trade prices",
                currency,
                scope = new { groups = new[] { "trade" } },
                parent = new { code = "base", percent = -1200, rounding = new { multiple = nickel, less = 0 } },
            });
        }

        yield return ("price-lists/summer-sale", new
        {
            name = "Summer sale",
            currency = "EUR",
            kind = "sale",
            from = new DateTimeOffset(year, 6, 21, 0, 0, 0, TimeSpan.Zero),
            to = new DateTimeOffset(year, 9, 1, 0, 0, 0, TimeSpan.Zero),
            parent = new { code = "base", percent = -2000, rounding = new { multiple = 100, less = 10 } },
        });
    }

    private static IEnumerable<(string Path, object Definition)> Taxes =>
    [
        ("tax-zones/at", Included("Austria", "AT", Rate("standard", "VAT 20 %", 200_000), Rate("reduced", "VAT 10 %", 100_000))),
        ("tax-zones/de", Included("Germany", "DE", Rate("standard", "VAT 19 %", 190_000), Rate("reduced", "VAT 7 %", 70_000))),
        ("tax-zones/us-ca", Added("California", "CA", null, Rate("standard", "Sales tax 7.25 %", 72_500), Rate("reduced", "Sales tax 7.25 %", 72_500))),
        ("tax-zones/us-ny", Added("New York", "NY", "standard", Rate("standard", "Sales tax 8.875 %", 88_750), Rate("reduced", "Sales tax 8.875 %", 88_750))),
    ];

    private static IEnumerable<(string Path, object Definition)> Shipping =>
    [
        ("shipping-methods/standard", Method("Standard, 3 to 5 days", 1,
            Zone(["AT", "DE"], Table("EUR", "weight", 5000, (0, 490), (5_000, 790), (15_000, 1490))),
            Zone(
                [], Table("EUR", "weight", 15_000, (0, 990), (5_000, 1990), (15_000, 3990)),
                Table("USD", "weight", 15_000, (0, 1190), (5_000, 2390), (15_000, 4790)),
                Table("JPY", "weight", 25_000, (0, 1600), (5_000, 3200), (15_000, 6400))))),
        ("shipping-methods/express", Method("Express, next working day", 2,
            Zone(["AT", "DE"], Table("EUR", "value", null, (0, 1490), (10_000, 990), (25_000, 0))),
            Zone([], Table("EUR", "value", null, (0, 2990), (25_000, 1490)), Table("USD", "value", null, (0, 3490), (25_000, 1790)), Table("JPY", "value", null, (0, 4800), (40_000, 2400))))),
        ("shipping-methods/pickup", Method("Collect in the shop", 3, Zone([], Table("EUR", "weight", null, (0, 0)), Table("USD", "weight", null, (0, 0)), Table("JPY", "weight", null, (0, 0))))),
    ];

    private static object Included(string name, string country, params object[] rates) => new { name, countries = new[] { country }, pricesIncludeTax = true, rates, shippingClass = "standard" };

    private static object Added(string name, string state, string? shippingClass, params object[] rates) =>
        new { name, countries = new[] { "US" }, regions = new[] { state }, pricesIncludeTax = false, rates, shippingClass };

    private static object Rate(string @class, string name, int partsPerMillion) => new { @class, name, partsPerMillion };

    private static object Method(string label, int position, params object[] zones) => new { label, position, zones };

    private static object Zone(string[] countries, params object[] rates) => new { countries, rates };

    private static object Table(string currency, string basis, long? freeFrom, params (long From, long Amount)[] steps) =>
        new { currency, basis, steps = steps.Select(step => new { from = step.From, amount = step.Amount }), freeFrom };
}
