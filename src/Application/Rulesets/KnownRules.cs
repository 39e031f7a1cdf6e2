using Commerce.Application.Customers;
using Commerce.Application.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>Gathers what drafts are held against, when they are saved and when they are published.</summary>
internal sealed class KnownRules(ICustomerGroupList groups, IPriceLists lists)
{
    public async Task<RuleReferences> Load(CancellationToken ct) => new()
    {
        Groups = (await groups.All(ct)).Select(group => group.Code).ToHashSet(),
        PriceLists = (await lists.Live(ct)).ToDictionary(list => list.Definition.Code, list => list.Definition),
    };
}
