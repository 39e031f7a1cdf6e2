using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Shows staff the customer groups.</summary>
public static class ListGroups
{
    public sealed record Query : IQuery<Page<GroupView>>;

    internal sealed class Handler(ICustomerGroupList groups) : IQueryHandler<Query, Page<GroupView>>
    {
        public async Task<Result<Page<GroupView>>> Handle(Query query, CancellationToken ct) => new Page<GroupView>(await groups.All(ct), null);
    }
}
