using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Customers;

/// <summary>Reads bearer tokens: our own, or those of the external issuer when one is configured, never both.</summary>
public interface IBearerTokens
{
    /// <summary>The customer, or staff by the roles an external issuer names. Refused when the token is not genuine, not for us, or past its time.</summary>
    ValueTask<Result<Caller>> Read(string token, CancellationToken ct);
}
