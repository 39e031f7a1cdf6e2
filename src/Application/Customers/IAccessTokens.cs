namespace Commerce.Application.Customers;

/// <summary>Signs access tokens: short-lived, believed by every node without asking anyone.</summary>
public interface IAccessTokens
{
    /// <summary>False when an external issuer signs the tokens of this shop instead.</summary>
    bool AreOurs { get; }

    AccessToken Issue(Guid customerId, IReadOnlyList<string> groups, string? company);
}

/// <param name="Lifetime">From now.</param>
public sealed record AccessToken(string Token, TimeSpan Lifetime);
