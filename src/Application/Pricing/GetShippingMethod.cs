using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>Shows staff the draft of a shipping method.</summary>
public static class GetShippingMethod
{
    public sealed record Query(string Code) : IQuery<RuleView<ShippingTable>>;

    internal sealed class Handler(IShippingMethods methods) : IQueryHandler<Query, RuleView<ShippingTable>>
    {
        public Task<Result<RuleView<ShippingTable>>> Handle(Query query, CancellationToken ct) => RuleDesk.Get(methods, query.Code, ct);
    }
}
