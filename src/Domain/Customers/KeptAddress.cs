namespace Commerce.Domain.Customers;

/// <summary>An address in a customer's book.</summary>
public sealed record KeptAddress(Guid Id, PostalAddress Address);

/// <summary>What an address of the book is offered for first.</summary>
public enum AddressUse
{
    Shipping,
    Billing,
}
