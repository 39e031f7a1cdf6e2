using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>A customer as they and staff see them.</summary>
/// <param name="Email">Null when an external issuer vouches for the customer and told none.</param>
/// <param name="Groups">Codes, ordered.</param>
/// <param name="Company">The code of the company they buy for; null for none.</param>
/// <param name="Status"><c>active</c> or <c>disabled</c>.</param>
public sealed record CustomerView(
    Guid Id,
    string? Email,
    string Name,
    IReadOnlyList<KeptAddress> Addresses,
    Guid? DefaultShipping,
    Guid? DefaultBilling,
    IReadOnlyList<string> Groups,
    string? Company,
    string Status,
    long Version) : IVersioned
{
    internal static CustomerView Of(Guid id, Customer customer, long version) => customer is Customer.Known { Profile: var profile }
        ? new(id, profile.Email, profile.Name, profile.Addresses, profile.DefaultShipping, profile.DefaultBilling, profile.Groups, profile.Company, StatusOf(customer), version)
        : throw new ArgumentException("Nobody is known here.", nameof(customer));

    internal static string StatusOf(Customer customer) => customer is Customer.Disabled ? "disabled" : "active";
}

/// <summary>A customer's addresses and which of them are offered first.</summary>
public sealed record AddressBook(IReadOnlyList<KeptAddress> Addresses, Guid? DefaultShipping, Guid? DefaultBilling, long Version) : IVersioned
{
    internal static AddressBook Of(Customer customer, long version) => customer is Customer.Known { Profile: var profile }
        ? new(profile.Addresses, profile.DefaultShipping, profile.DefaultBilling, version)
        : new([], null, null, version);
}

/// <summary>One address of a book.</summary>
/// <param name="Version">Of the customer.</param>
public sealed record AddressView(Guid Id, PostalAddress Address, long Version) : IVersioned;
