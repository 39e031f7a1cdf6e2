using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Discounts;

namespace Commerce.Application.Discounts;

/// <summary>Shows staff the draft of a discount.</summary>
public static class GetDiscount
{
    public sealed record Query(string Code) : IQuery<RuleView<DiscountRule>>;

    internal sealed class Handler(IDiscounts discounts) : IQueryHandler<Query, RuleView<DiscountRule>>
    {
        public Task<Result<RuleView<DiscountRule>>> Handle(Query query, CancellationToken ct) => RuleDesk.Get(discounts, query.Code, ct);
    }
}
