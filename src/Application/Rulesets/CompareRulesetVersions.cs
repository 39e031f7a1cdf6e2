using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Rulesets;

/// <summary>Says in words what differs between two versions of a ruleset. Nothing changes.</summary>
public static class CompareRulesetVersions
{
    public sealed record Query(RulesetKind Ruleset, long Version, long Since) : IQuery<RulesetChanges>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Since).LessThanOrEqualTo(q => q.Version).WithMessage("Not later than the version it is compared with.");
    }

    internal sealed class Handler(RulesetDesk desk) : IQueryHandler<Query, RulesetChanges>
    {
        public Task<Result<RulesetChanges>> Handle(Query query, CancellationToken ct) => desk.Compare(query.Ruleset, query.Since, query.Version, ct);
    }
}
