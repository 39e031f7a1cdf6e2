using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Shows staff the customers, newest first.</summary>
public static class ListCustomers
{
    /// <param name="Search">Part of the e-mail or the name.</param>
    /// <param name="Group">Only customers in this group.</param>
    /// <param name="Company">Only customers who buy for this company.</param>
    public sealed record Query(string? Search, string? Group, string? Company, string? Cursor, int Limit) : IQuery<Page<CustomerSummary>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Search).OptionalText(100);
            RuleFor(q => q.Group).Matches(CustomerGroup.CodePattern).When(q => q.Group is not null);
            RuleFor(q => q.Company).Matches(RuleCode.Pattern).When(q => q.Company is not null);
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
            RuleFor(q => q.Cursor).Must(cursor => Pipeline.Cursor.TryRead<Guid>(cursor!, out _)).When(q => q.Cursor is not null).WithMessage("Must be the 'next' of an earlier page.");
        }
    }

    internal sealed class Handler(ICustomerList customers) : IQueryHandler<Query, Page<CustomerSummary>>
    {
        public async Task<Result<Page<CustomerSummary>>> Handle(Query query, CancellationToken ct)
        {
            var before = query.Cursor is { } cursor && Pipeline.Cursor.TryRead<Guid>(cursor, out var id) ? id : (Guid?)null;
            var found = await customers.List(query.Search, query.Group, query.Company, before, query.Limit + 1, ct);

            return new Page<CustomerSummary>([.. found.Take(query.Limit)], found.Count > query.Limit ? Pipeline.Cursor.Write(found[query.Limit - 1].Id) : null);
        }
    }
}
