using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Shows staff one customer.</summary>
public static class ReadCustomer
{
    public sealed record Query(Guid CustomerId) : IQuery<CustomerView>;

    internal sealed class Handler(ICustomers customers) : IQueryHandler<Query, CustomerView>
    {
        public async Task<Result<CustomerView>> Handle(Query query, CancellationToken ct) => await customers.Load(query.CustomerId, ct) is (Customer.Known customer, var version)
            ? CustomerView.Of(query.CustomerId, customer, version)
            : CustomerRefusals.Unknown;
    }
}
