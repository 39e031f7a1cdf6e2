using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Shows the customer's address book.</summary>
public static class ListAddresses
{
    public sealed record Query(Caller.Customer Customer) : IQuery<AddressBook>;

    internal sealed class Handler(ICustomers customers) : IQueryHandler<Query, AddressBook>
    {
        public async Task<Result<AddressBook>> Handle(Query query, CancellationToken ct) =>
            await customers.Load(query.Customer, ct) is var (customer, version) ? AddressBook.Of(customer, version) : CustomerRefusals.Unknown;
    }
}
