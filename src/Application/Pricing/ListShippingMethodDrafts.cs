using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Shows staff the drafts of shipping methods by code, archived ones too.</summary>
public static class ListShippingMethodDrafts
{
    public sealed record Query(string? Cursor, int Limit) : IQuery<Page<RuleView<ShippingTable>>>, IRulePage;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => Include(new RulePageRules());
    }

    internal sealed class Handler(IShippingMethods methods) : IQueryHandler<Query, Page<RuleView<ShippingTable>>>
    {
        public Task<Result<Page<RuleView<ShippingTable>>>> Handle(Query query, CancellationToken ct) => RuleDesk.List(methods, query, ct);
    }
}
