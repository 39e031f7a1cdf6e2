using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Bundles;

namespace Commerce.Application.Bundles;

/// <summary>Shows staff the draft of a bundle.</summary>
public static class GetBundle
{
    public sealed record Query(string Code) : IQuery<RuleView<BundleDefinition>>;

    internal sealed class Handler(IBundles bundles) : IQueryHandler<Query, RuleView<BundleDefinition>>
    {
        public Task<Result<RuleView<BundleDefinition>>> Handle(Query query, CancellationToken ct) => RuleDesk.Get(bundles, query.Code, ct);
    }
}
