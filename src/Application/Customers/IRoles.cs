using Commerce.Application.Pipeline;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Roles that the shop defined itself, each a stream under an id made of its name.</summary>
public interface IRoles : IDecider<Role, Role.Command>
{
    Guid IdOf(string name);
}

/// <summary>The roles there are, built-in ones included.</summary>
public interface IRoleList
{
    /// <summary>Ordered by name.</summary>
    Task<IReadOnlyList<RoleView>> All(CancellationToken ct);
}

/// <param name="BuiltIn">True for roles that every shop has and nobody can change.</param>
public sealed record RoleView(string Name, IReadOnlyList<string> Scopes, bool BuiltIn);
