using Commerce.Domain;
using Commerce.Domain.Catalog;

namespace Commerce.Application.Catalog;

/// <summary>Where the shelves stand, as PostgreSQL has it: what a decision about a product or category needs to know of the others.</summary>
public interface IFloorPlan
{
    /// <summary>Refused with <c>catalog.shelf_unknown</c>, naming the ids that are no category or no collection.</summary>
    Task<Result<Done>> Knows(IReadOnlyCollection<Guid> categories, IReadOnlyCollection<Guid> collections, CancellationToken ct);

    /// <summary>Where a category would hang below this parent; null when the parent does not exist.</summary>
    /// <param name="self">The category, when it is there already: what hangs below it moves too.</param>
    Task<CategoryPlace?> Place(Guid? self, Guid? parent, CancellationToken ct);
}

/// <summary>What the plan says no to.</summary>
public static class FloorPlanRefusals
{
    public static Refusal Unknown(IReadOnlyList<Guid> ids) =>
        new(RefusalKind.Conflict, "catalog.shelf_unknown", "A category or collection that is named does not exist.", ("unknown", ids));
}
