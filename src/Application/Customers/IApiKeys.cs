using Commerce.Application.Pipeline;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>API keys, each a stream under the key's id.</summary>
public interface IApiKeys : IDecider<ApiKey, ApiKey.Command>;

/// <summary>The keys there are.</summary>
public interface IApiKeyList
{
    /// <summary>Newest first, revoked ones too.</summary>
    Task<IReadOnlyList<ApiKeyView>> All(CancellationToken ct);
}

/// <summary>An API key without its secret.</summary>
/// <param name="Prefix">The first signs of the key, by which its owner recognises it.</param>
/// <param name="Scopes">Given to the key itself, beside those of its roles.</param>
/// <param name="ExpiresAt">Null: until it is revoked.</param>
/// <param name="RevokedAt">Null while it works.</param>
public sealed record ApiKeyView(
    Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, IReadOnlyList<string> Roles, string IssuedBy, DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);
