using Commerce.Application.Pipeline;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Customers, each a stream under the customer's id. No two have the same e-mail: the second commit is refused with <c>customer.email_taken</c>.</summary>
public interface ICustomers : IDecider<Customer, Customer.Command>
{
    /// <summary>The customer id of somebody an external issuer vouches for: always the same for the same person.</summary>
    Guid IdOf(string issuer, string subject);
}

/// <summary>Finding customers.</summary>
public interface ICustomerList
{
    /// <summary>The customer whose e-mail has this normal form.</summary>
    Task<Guid?> Find(string email, CancellationToken ct);

    /// <summary>By id, newest first; <paramref name="search"/> looks for a part of the e-mail or the name.</summary>
    Task<IReadOnlyList<CustomerSummary>> List(string? search, string? group, string? company, Guid? before, int limit, CancellationToken ct);

    Task<long> CountIn(string group, CancellationToken ct);
}

/// <param name="Status"><c>active</c> or <c>disabled</c>.</param>
public sealed record CustomerSummary(Guid Id, string? Email, string Name, IReadOnlyList<string> Groups, string? Company, string Status, DateTimeOffset RegisteredAt);
