using Commerce.Application.Rulesets;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>The drafts of shipping methods.</summary>
public interface IShippingMethods : IRules<ShippingTable>;
