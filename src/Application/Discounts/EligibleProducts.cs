using System.Globalization;
using Commerce.Application.Catalog;
using Commerce.Application.Pricing;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Discounts;

/// <summary>Which products of the shop a discount is for.</summary>
internal sealed class EligibleProducts(TermsInForce terms, IEligibleSets sets)
{
    public Terms Current => terms.Current;

    /// <summary>Discounts that are in force now and apply by themselves: what anybody may know of.</summary>
    public static IEnumerable<DiscountRule> Open(RulesInForce rules, DateTimeOffset now) =>
        (rules.Discounts.Rules.At(now)?.Content.Discounts ?? []).Where(rule => rule.Coupons is null && !(rule.From > now) && !(rule.To <= now));

    /// <summary>Published products of which a variant is a target of the discount, by id.</summary>
    public Task<IReadOnlyList<Guid>> Of(DiscountRule rule, Terms of, CancellationToken ct) => sets.Get(
        rule.Code, string.Create(CultureInfo.InvariantCulture, $"{of.Rules.Discounts.Version}.{of.Catalog.Version}"), () => Find(rule.Target, of.Catalog), ct);

    private static List<Guid> Find(ProductSelector target, CatalogSnapshot catalog)
    {
        List<Guid> found = [.. catalog.Products.Where(product => product.IsPublished && product.Variants.Any(variant => target.Matches(catalog.Goods(variant)))).Select(product => product.ProductId)];
        found.Sort();
        return found;
    }
}
