using Commerce.Application.Rulesets;
using Commerce.Domain.Discounts;

namespace Commerce.Application.Discounts;

/// <summary>The drafts of discounts.</summary>
public interface IDiscounts : IRules<DiscountRule>;
