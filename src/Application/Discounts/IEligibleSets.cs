namespace Commerce.Application.Discounts;

/// <summary>
/// Keeps which products a discount is for, so that they are looked for once for all nodes and not by each request. What is kept is only as good as what it was made of: another stamp,
/// another set. Without Redis, or with an empty one, the answers are the same and each node looks for itself.
/// </summary>
public interface IEligibleSets
{
    /// <param name="stamp">What it was made of: the versions of the discounts and of the catalogue.</param>
    /// <param name="find">Looks for them; one at a time, and mostly on one node only.</param>
    Task<IReadOnlyList<Guid>> Get(string discount, string stamp, Func<IReadOnlyList<Guid>> find, CancellationToken ct);
}
