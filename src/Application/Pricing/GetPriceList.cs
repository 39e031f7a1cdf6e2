using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>Shows staff the draft of a price list.</summary>
public static class GetPriceList
{
    public sealed record Query(string Code) : IQuery<RuleView<PriceListDefinition>>;

    internal sealed class Handler(IPriceLists lists) : IQueryHandler<Query, RuleView<PriceListDefinition>>
    {
        public Task<Result<RuleView<PriceListDefinition>>> Handle(Query query, CancellationToken ct) => RuleDesk.Get(lists, query.Code, ct);
    }
}
