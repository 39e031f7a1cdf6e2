using Commerce.Application.Bundles;
using Commerce.Application.Catalog;
using Commerce.Application.Customers;
using Commerce.Application.Discounts;
using Commerce.Application.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>Gathers what drafts are held against, when they are saved and when they are published.</summary>
internal sealed class KnownRules(ICustomerGroupList groups, IPriceLists lists, ITaxZones zones, IBundles bundles, IDiscounts discounts, ICatalog catalog)
{
    public async Task<RuleReferences> Load(CancellationToken ct) => new()
    {
        Groups = (await groups.All(ct)).Select(group => group.Code).ToHashSet(),
        PriceLists = (await lists.Live(ct)).ToDictionary(list => list.Definition.Code, list => list.Definition),
        Bundles = (await bundles.Live(ct)).ToDictionary(bundle => bundle.Definition.Code, bundle => bundle.Definition),
        Discounts = (await discounts.Live(ct)).ToDictionary(discount => discount.Definition.Code, discount => discount.Definition),
        HasVariant = id => catalog.Current.TryVariant(id, out _),
        TaxZones = (await zones.Live(ct)).ToDictionary(zone => zone.Definition.Code, zone => zone.Definition),
    };
}
