using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Shows one address of the customer's book.</summary>
public static class ReadAddress
{
    public sealed record Query(Caller.Customer Customer, Guid AddressId) : IQuery<AddressView>;

    internal sealed class Handler(ICustomers customers) : IQueryHandler<Query, AddressView>
    {
        public async Task<Result<AddressView>> Handle(Query query, CancellationToken ct) =>
            await customers.Load(query.Customer, ct) is (Customer.Known { Profile: var profile }, var version) && profile.Address(query.AddressId) is { } address
                ? new AddressView(query.AddressId, address, version)
                : CustomerRefusals.UnknownAddress;
    }
}
