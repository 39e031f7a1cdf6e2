using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Tells a caller what the shop takes them for, so that a client can check its token or key.</summary>
public static class WhoAmI
{
    public sealed record Query(Caller Caller) : IQuery<CallerView>;

    internal sealed class Handler : IQueryHandler<Query, CallerView>
    {
        public Task<Result<CallerView>> Handle(Query query, CancellationToken ct) => Task.FromResult<Result<CallerView>>(query.Caller switch
        {
            Caller.Customer customer => new CallerView("customer", customer.Id, null, customer.Groups, [], customer.Company),
            Caller.Staff staff => new CallerView("staff", null, staff.Key, [], [.. staff.AllScopes().Order(StringComparer.Ordinal)]),
            _ => new CallerView("anonymous", null, null, [], []),
        });
    }
}

/// <param name="Kind"><c>anonymous</c>, <c>customer</c> or <c>staff</c>.</param>
/// <param name="Staff">Name of the key, for staff.</param>
/// <param name="Groups">Codes, for customers.</param>
/// <param name="Scopes">What staff may do.</param>
/// <param name="Company">Its code, for customers who buy for one.</param>
public sealed record CallerView(string Kind, Guid? CustomerId, string? Staff, IReadOnlyList<string> Groups, IReadOnlyList<string> Scopes, string? Company = null);
