using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using FluentValidation;

namespace Commerce.Application.Bundles;

/// <summary>Shows staff the drafts of bundles by code, archived ones too.</summary>
public static class ListBundles
{
    public sealed record Query(string? Cursor, int Limit) : IQuery<Page<RuleView<BundleDefinition>>>, IRulePage;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => Include(new RulePageRules());
    }

    internal sealed class Handler(IBundles bundles) : IQueryHandler<Query, Page<RuleView<BundleDefinition>>>
    {
        public Task<Result<Page<RuleView<BundleDefinition>>>> Handle(Query query, CancellationToken ct) => RuleDesk.List(bundles, query, ct);
    }
}
