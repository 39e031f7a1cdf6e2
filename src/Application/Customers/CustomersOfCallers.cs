using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>A caller's own record. Somebody whom an external issuer vouches for is met here for the first time, so their record begins with their first change.</summary>
internal static class CustomersOfCallers
{
    public static async Task<(Customer State, long Version)> Load(this ICustomers customers, Caller.Customer caller, CancellationToken ct)
    {
        var (state, version) = await customers.Load(caller.Id, ct);

        return (Meeting(caller).SelectMany(command => Customer.Decide(state, command, default).Events).Aggregate(state, Customer.Evolve), version);
    }

    public static Task<Result<TView>> Decide<TView>(
        this ICustomers customers, Caller.Customer caller, long? expected, Customer.Command command, Func<Customer, long, TView> view, CancellationToken ct) =>
        customers.Decide(caller.Id, expected, [.. Meeting(caller), command], view, ct);

    private static IEnumerable<Customer.Command> Meeting(Caller.Customer caller) =>
        caller.External is { } who ? [new Customer.Command.Recognise(who.Issuer, who.Subject, who.Email, who.Name)] : [];
}
