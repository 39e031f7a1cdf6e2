using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>Shows one version of a ruleset with its rules. Nothing changes.</summary>
public static class GetRulesetVersion
{
    public sealed record Query(RulesetKind Ruleset, long Version) : IQuery<RulesetContents>;

    internal sealed class Handler(RulesetDesk desk) : IQueryHandler<Query, RulesetContents>
    {
        public Task<Result<RulesetContents>> Handle(Query query, CancellationToken ct) => desk.Get(query.Ruleset, query.Version, ct);
    }
}
