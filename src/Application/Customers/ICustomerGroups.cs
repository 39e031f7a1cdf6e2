using Commerce.Application.Pipeline;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Customer groups, each a stream under an id made of its code.</summary>
public interface ICustomerGroups : IDecider<CustomerGroup, CustomerGroup.Command>
{
    Guid IdOf(string code);
}

/// <summary>The groups there are.</summary>
public interface ICustomerGroupList
{
    /// <summary>Ordered by code.</summary>
    Task<IReadOnlyList<GroupView>> All(CancellationToken ct);
}

/// <param name="Code">Identity: what price lists and customers refer to.</param>
/// <param name="Name">For people.</param>
public sealed record GroupView(string Code, string Name);
