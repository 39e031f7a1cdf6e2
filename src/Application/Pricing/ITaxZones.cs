using Commerce.Application.Rulesets;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>The drafts of tax zones.</summary>
public interface ITaxZones : IRules<TaxZone>;
