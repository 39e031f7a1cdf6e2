using Commerce.Application.Pipeline;

namespace Commerce.Application.Customers;

/// <summary>Who may come in as staff. Answers from memory; what was taken away is gone on every node within two seconds, what is new works at once.</summary>
public interface IStaffDirectory
{
    /// <summary>The staff behind an API key, or null when the key is unknown, revoked or past its time.</summary>
    ValueTask<Caller.Staff?> Find(string apiKey, CancellationToken ct);

    /// <summary>All scopes of these roles; a role that does not exist has none.</summary>
    ValueTask<IReadOnlySet<string>> ScopesOf(IEnumerable<string> roles, CancellationToken ct);
}
