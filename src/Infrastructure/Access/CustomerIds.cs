using Commerce.Infrastructure.Streams;

namespace Commerce.Infrastructure.Access;

/// <summary>The customer id of somebody known by an issuer and a subject there.</summary>
internal static class CustomerIds
{
    public static Guid Of(string issuer, string subject) => StreamIds.Of("customer", $"{issuer}\n{subject}");
}
