using Commerce.Domain.Bundles;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Rules =>
    [
        .. Of<PriceListDefinition>("price_list_defined", "price_list_archived", "price_list_restored"),
        .. Of<DiscountRule>("discount_defined", "discount_archived", "discount_restored"),
        .. Of<BundleDefinition>("bundle_defined", "bundle_archived", "bundle_restored"),
        .. Of<ShippingTable>("shipping_method_defined", "shipping_method_archived", "shipping_method_restored"),
        .. Of<TaxZone>("tax_zone_defined", "tax_zone_archived", "tax_zone_restored"),
    ];

    private static (Type Fact, string Name)[] Of<T>(string defined, string archived, string restored)
        where T : class, IDefinition =>
        [(typeof(RuleDefined<T>), defined), (typeof(RuleArchived<T>), archived), (typeof(RuleRestored<T>), restored)];
}
