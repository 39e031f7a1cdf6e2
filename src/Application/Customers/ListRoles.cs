using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Shows staff the roles and what each may do.</summary>
public static class ListRoles
{
    public sealed record Query : IQuery<Page<RoleView>>;

    internal sealed class Handler(IRoleList roles) : IQueryHandler<Query, Page<RoleView>>
    {
        public async Task<Result<Page<RoleView>>> Handle(Query query, CancellationToken ct) => new Page<RoleView>(await roles.All(ct), null);
    }
}
