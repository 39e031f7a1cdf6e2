using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Rulesets;

/// <summary>The versions of a ruleset, latest first. Nothing changes.</summary>
public static class ListRulesetVersions
{
    public sealed record Query(RulesetKind Ruleset, bool RulesOnly, string? Cursor, int Limit) : IQuery<Page<RulesetVersion>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Cursor!).Must(cursor => Cursor.TryRead<long>(cursor, out _)).When(q => q.Cursor is not null).WithMessage("Not a cursor of this list.");
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
        }
    }

    internal sealed class Handler(IRulesetLog log) : IQueryHandler<Query, Page<RulesetVersion>>
    {
        public async Task<Result<Page<RulesetVersion>>> Handle(Query query, CancellationToken ct) =>
            await log.List(query.Ruleset, query.RulesOnly, query.Cursor is { } cursor && Cursor.TryRead<long>(cursor, out var before) ? before : null, query.Limit, ct);
    }
}
