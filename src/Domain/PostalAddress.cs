namespace Commerce.Domain;

/// <summary>Where a parcel or a bill goes. The one shape of it: checkouts, orders and customers' address books all hold this.</summary>
/// <param name="Name">Who it is for, as printed on the label.</param>
/// <param name="Country">ISO 3166-1 alpha-2, upper case.</param>
/// <param name="Region">State, province or county, where the country has one.</param>
/// <param name="Phone">For the carrier, as the shopper wrote it.</param>
public sealed record PostalAddress(
    string Name, string Line1, string City, string PostalCode, string Country, string? Line2 = null, string? Region = null, string? Company = null, string? Phone = null);
