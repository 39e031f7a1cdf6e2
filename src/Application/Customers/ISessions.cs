using Commerce.Domain;

namespace Commerce.Application.Customers;

/// <summary>
/// Log-ins that go on. A session is a chain of refresh tokens of which only the last works; using an earlier one ends the whole chain,
/// because then two parties hold it. Tokens are 32 random bytes and kept as SHA-256.
/// </summary>
public interface ISessions
{
    Task<RefreshToken> Open(Guid customerId, CancellationToken ct);

    /// <summary>Replaces the token by its successor. Of two who present the same token at once, one gets a successor and the session ends.</summary>
    Task<Result<RefreshToken>> Rotate(string token, CancellationToken ct);

    /// <summary>Ends the session of this token. Unknown and ended ones are no error.</summary>
    Task Close(string token, CancellationToken ct);
}

/// <param name="Token">Shown to the client once, never kept.</param>
public sealed record RefreshToken(Guid CustomerId, string Token, DateTimeOffset ExpiresAt);
