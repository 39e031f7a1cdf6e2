using System.Text.Json;
using Commerce.Application.Pricing;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using static Commerce.Integration.Support.RuleChanges;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Rulesets;

/// <summary>Each look at the rules finds other versions: an answer for which somebody looked twice would show it, without any luck.</summary>
public class WholeAnswersSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    [Fact]
    public async Task are_given_of_exactly_the_versions_they_name()
    {
        await using var node = await Node.Start(
            [("ConnectionStrings:postgres", own.Postgres), ("Redis:KeyPrefix", own.Prefix)], services => services.Decorate<IRulesets>(inner => new Restless(inner)));
        await node.Ready();
        var shop = Shop.On(node);
        var (mug, pen) = (await Basket.Goods(shop, "Mug", cents: 1_000_000), await Basket.Goods(shop, "Pen", cents: 1_000_000));
        var till = new Till(shop, await new Basket(shop).With(mug));

        foreach (var path in new[] { "/v1/products", $"/v1/products/{mug}", $"/v1/products/{mug}?lowest=true&explain=true", "/v1/cart", "/v1/cart?explain=true" })
            await IsWhole(till.Basket.Send(HttpMethod.Get, path));

        await IsWhole(shop.Admin(HttpMethod.Get, $"/v1/admin/prices?variantId={pen}"));
        await IsWhole(till.Basket.Add(pen, 2));
        await IsWhole(till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "pickup" }));
        await IsWhole(till.Basket.Send(HttpMethod.Get, $"/v1/checkouts/{till.Id}"));
        await IsWhole(till.Do(HttpMethod.Put, "lock"));
        await Merchant.Ok(await till.Pay());
        await till.Reaches("COMPLETED");
        IsWhole(await till.Order());
    }

    private static async Task IsWhole(Task<HttpResponseMessage> answer) => IsWhole(await Shop.Json(await Merchant.Ok(await answer)));

    /// <summary>Every price is the version's, and every list and discount it names.</summary>
    private static void IsWhole(JsonElement answer)
    {
        var members = Members(answer).ToList();
        long[] Amounts(params string[] names) =>
            [.. members.Where(it => names.Contains(it.Name)).SelectMany(it => Members(it.Value)).Where(it => it.Name == "amount").Select(it => it.Value.GetInt64()).Distinct()];
        var version = members.Single(it => it.Name == "priceVersion").Value.GetInt64();

        Assert.Equal(version, members.Single(it => it.Name == "discountVersion").Value.GetInt64());
        Assert.Equal([Restless.Price(version)], Amounts("price", "unitPrice", "lowestPrice30Days"));
        Assert.Equal([Restless.ListPrice(version)], Amounts("listPrice"));
        Assert.All(members.Where(it => it.Name is "rule" or "discountId" && it.Value.GetString()!.StartsWith(Restless.Mark, StringComparison.Ordinal)), it => Assert.Equal(Restless.Code(version), it.Value.GetString()));
    }

    private static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement it) => it.ValueKind switch
    {
        JsonValueKind.Object => it.EnumerateObject().SelectMany(member => Members(member.Value).Prepend((member.Name, member.Value))),
        JsonValueKind.Array => it.EnumerateArray().SelectMany(Members),
        _ => [],
    };

    /// <summary>With each look everything costs more, a sale takes more off, and another discount is in force.</summary>
    private sealed class Restless(IRulesets inner) : IRulesets
    {
        public const string Mark = "of-";

        private long looks;

        public RulesInForce Current => Of(inner.Current, Interlocked.Increment(ref looks));

        public static string Code(long version) => $"{Mark}{version}";

        public static long ListPrice(long version) => 1_000 + (20 * version);

        public static long Price(long version) => ListPrice(version) - (10 * version);

        public ValueTask<RulesInForce> AtLeast(RuleVersions known, CancellationToken ct) => new(Current);

        public Task<RulesInForce?> Of(long pricing, long discounts, IReadOnlyCollection<string> variantIds, CancellationToken ct) => inner.Of(pricing, discounts, variantIds, ct);

        public Task<(long Pricing, long Discounts)> VersionsAt(DateTimeOffset instant, CancellationToken ct) => inner.VersionsAt(instant, ct);

        private static RulesInForce Of(RulesInForce rules, long version)
        {
            var sale = List(Code(version), PriceListKind.Sale) with { Parent = new(PriceListDefinition.Base, Amount: Price(version) - ListPrice(version)) };
            var changed = rules.With(content => content with { Lists = [sale] }).With(Discount(Code(version), new DiscountEffect.ItemPercent(1_000)));
            return changed with
            {
                Pricing = changed.Pricing with { Version = version, Prices = new Everything(ListPrice(version)) },
                Discounts = changed.Discounts with { Version = version },
            };
        }
    }

    private sealed class Everything(long cents) : IPriceSheet
    {
        public VariantPrices? Find(string variantId) => new(new Dictionary<string, long> { ["EUR"] = cents }, new Dictionary<string, IReadOnlyList<PriceTier>>());
    }
}
