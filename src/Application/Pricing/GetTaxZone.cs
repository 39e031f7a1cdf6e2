using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>Shows staff the draft of a tax zone.</summary>
public static class GetTaxZone
{
    public sealed record Query(string Code) : IQuery<RuleView<TaxZone>>;

    internal sealed class Handler(ITaxZones zones) : IQueryHandler<Query, RuleView<TaxZone>>
    {
        public Task<Result<RuleView<TaxZone>>> Handle(Query query, CancellationToken ct) => RuleDesk.Get(zones, query.Code, ct);
    }
}
