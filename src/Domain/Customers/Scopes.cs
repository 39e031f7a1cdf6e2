using System.Collections.Frozen;

namespace Commerce.Domain.Customers;

/// <summary>What staff may be allowed to do: the closed list. Every endpoint for staff names one of these, and a test holds that none is left over.</summary>
public static class Scopes
{
    public static readonly FrozenSet<string> All = new[]
    {
        "access:read", "access:write",
        "catalog:read", "catalog:write",
        "customers:read", "customers:write",
        "inventory:read", "inventory:write",
        "operations:read", "operations:write",
        "orders:read", "orders:write",
        "payments:read", "payments:write",
        "pricing:read", "pricing:write",
        "reviews:read", "reviews:write",
        "webhooks:read", "webhooks:write",
    }.ToFrozenSet();

    /// <summary>The scopes of a list that do not exist.</summary>
    public static IReadOnlyList<string> Unknown(IEnumerable<string> scopes) => [.. scopes.Where(scope => !All.Contains(scope)).Order(StringComparer.Ordinal)];
}
