using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Tells a customer what the shop knows about them.</summary>
public static class ReadProfile
{
    public sealed record Query(Caller.Customer Customer) : IQuery<CustomerView>;

    internal sealed class Handler(ICustomers customers) : IQueryHandler<Query, CustomerView>
    {
        public async Task<Result<CustomerView>> Handle(Query query, CancellationToken ct) => await customers.Load(query.Customer, ct) is (Customer.Known customer, var version)
            ? CustomerView.Of(query.Customer.Id, customer, version)
            : CustomerRefusals.Unknown;
    }
}
