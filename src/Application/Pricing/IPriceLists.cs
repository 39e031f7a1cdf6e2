using Commerce.Application.Rulesets;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>The drafts of price lists.</summary>
public interface IPriceLists : IRules<PriceListDefinition>;
