using System.Diagnostics;

namespace Commerce.Domain.Customers;

/// <summary>What is known about a customer.</summary>
/// <param name="Email">As written; null when an external issuer told none.</param>
/// <param name="PasswordHash">Null when an external issuer vouches for the customer.</param>
/// <param name="Groups">Codes of groups, ordered.</param>
/// <param name="Company">The code of the company the customer buys for; null for none.</param>
public sealed record Profile(
    string? Email,
    string Name,
    string? PasswordHash,
    IReadOnlyList<KeptAddress> Addresses,
    Guid? DefaultShipping,
    Guid? DefaultBilling,
    IReadOnlyList<string> Groups,
    string? Company = null)
{
    public static Profile Of(string? email, string name, string? passwordHash) => new(email, name, passwordHash, [], null, null, []);

    public PostalAddress? Address(Guid id) => Addresses.FirstOrDefault(kept => kept.Id == id)?.Address;

    public Guid? Default(AddressUse use) => use is AddressUse.Shipping ? DefaultShipping : DefaultBilling;

    /// <summary>True when the customer is in exactly these groups.</summary>
    public bool IsIn(IEnumerable<string> codes) => Groups.ToHashSet().SetEquals(codes);

    internal Profile After(Customer.Event fact) => fact switch
    {
        Customer.Event.NameChanged f => this with { Name = f.Name },
        Customer.Event.EmailChanged f => this with { Email = f.Email },
        Customer.Event.PasswordChanged f => this with { PasswordHash = f.PasswordHash },
        Customer.Event.PasswordRehashed f => this with { PasswordHash = f.PasswordHash },
        Customer.Event.AddressAdded f => this with { Addresses = [.. Addresses, new KeptAddress(f.AddressId, f.Address)] },
        Customer.Event.AddressChanged f => this with { Addresses = [.. Addresses.Select(kept => kept.Id == f.AddressId ? kept with { Address = f.Address } : kept)] },
        Customer.Event.AddressRemoved f => this with
        {
            Addresses = [.. Addresses.Where(kept => kept.Id != f.AddressId)],
            DefaultShipping = DefaultShipping == f.AddressId ? null : DefaultShipping,
            DefaultBilling = DefaultBilling == f.AddressId ? null : DefaultBilling,
        },
        Customer.Event.DefaultAddressChosen { Use: AddressUse.Shipping } f => this with { DefaultShipping = f.AddressId },
        Customer.Event.DefaultAddressChosen f => this with { DefaultBilling = f.AddressId },
        Customer.Event.GroupsAssigned f => this with { Groups = f.Codes },
        Customer.Event.CompanyAssigned f => this with { Company = f.Code },
        _ => throw new UnreachableException($"{fact.GetType().Name} does not change a profile."),
    };
}
