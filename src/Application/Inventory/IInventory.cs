using Commerce.Domain;

namespace Commerce.Application.Inventory;

/// <summary>
/// Stock as carts and checkouts meet it: fast, shared by all nodes, and advisory. PostgreSQL is the judge; a hold only makes a conflict rare.
/// A variant this store does not know (yet, or any more) is loaded from PostgreSQL on first touch. Every operation takes one round trip unless its summary says otherwise.
/// </summary>
public interface IInventory
{
    /// <summary>What is left of each variant, all in one round trip. A variant without stock has an entry too, with nothing available.</summary>
    /// <param name="cartId">The units this cart holds are counted as available to it, and told.</param>
    Task<IReadOnlyDictionary<string, StockAvailability>> Available(IReadOnlyCollection<string> variantIds, Guid? cartId, CancellationToken ct);

    /// <summary>
    /// Sets the units a cart holds of each variant, absolutely: all of them or none. Repeating it is harmless and slides the deadline
    /// (15 minutes from now, at most 45 from the first hold, unless <see cref="Extend"/> pinned it longer). Units 0 releases a variant; variants that are not named keep what they have.
    /// Refused with <c>inventory.insufficient</c> and the fact <c>shortages</c> (<see cref="StockShortage"/> each), or with <c>inventory.busy</c> when too many want one of the variants at once.
    /// One round trip, a second only to lower.
    /// </summary>
    Task<Result<IReadOnlyList<StockHold>>> Hold(Guid cartId, IReadOnlyDictionary<string, int> units, CancellationToken ct);

    /// <summary>Pins the cart's holds: each is kept at least <paramref name="lifetime"/> from now, beyond the sliding maximum if need be. Never shortens one.</summary>
    /// <returns>The holds there are; one that has lapsed already is missing.</returns>
    Task<IReadOnlyList<StockHold>> Extend(Guid cartId, IReadOnlyCollection<string> variantIds, TimeSpan lifetime, CancellationToken ct);

    /// <summary>Lowers the cart's holds to at most these units each, 0 ends one. What is not held stays so; never refused.</summary>
    Task Lower(Guid cartId, IReadOnlyDictionary<string, int> units, CancellationToken ct);

    /// <summary>Ends the cart's holds and gives the units back. What is not held is released already.</summary>
    Task Release(Guid cartId, IReadOnlyCollection<string> variantIds, CancellationToken ct);

    /// <summary>
    /// After a commit that claimed the units: ends the cart's holds and takes over the new levels, one script per variant, pipelined.
    /// Never throws for a Redis that does not answer: the levels are sent again until they arrive, the holds end by their deadline.
    /// </summary>
    Task EndClaimed(Guid cartId, IReadOnlyList<StockLevel> levels, CancellationToken ct);

    /// <summary>After any other commit that changed levels: a level is taken over only if its version is newer. Never throws for a Redis that does not answer, as <see cref="EndClaimed"/>.</summary>
    Task Send(IReadOnlyList<StockLevel> levels, CancellationToken ct);

    /// <summary>Every live hold of a variant, for staff.</summary>
    Task<IReadOnlyList<CartHold>> Holds(string variantId, CancellationToken ct);
}

/// <summary>A row of <c>stock_level</c> as the commit left it.</summary>
/// <param name="OnHand">Units that can be sold at once.</param>
/// <param name="Version">Rises by one with each change of the row.</param>
/// <param name="Backorderable">Units that may be sold beyond those: back-order limit less units already back-ordered.</param>
public sealed record StockLevel(string VariantId, long OnHand, long Version, long Backorderable = 0);

/// <summary>What is left of a variant.</summary>
/// <param name="Available">Units the asking cart can have, its own hold and back-orders included; never negative.</param>
/// <param name="Reserved">Units in live holds of all carts.</param>
/// <param name="Mine">Units the asking cart holds.</param>
/// <param name="HeldUntil">When its hold ends; null when it has none.</param>
public sealed record StockAvailability(string VariantId, long Available, long OnHand, long Reserved, long Backorderable, int Mine, DateTimeOffset? HeldUntil);

/// <summary>Units of a variant set aside for a cart.</summary>
/// <param name="Units">The cart's whole hold of the variant.</param>
/// <param name="ExpiresAt">When the units go back by themselves.</param>
public sealed record StockHold(string VariantId, int Units, DateTimeOffset ExpiresAt);

/// <summary>A live hold, with the cart that has it.</summary>
public sealed record CartHold(Guid CartId, int Units, DateTimeOffset ExpiresAt);

/// <summary>A variant there is not enough of.</summary>
/// <param name="Available">Units the cart could have instead.</param>
public sealed record StockShortage(string VariantId, int Wanted, long Available);

/// <summary>The refusals of the port, for all who ask it.</summary>
public static class InventoryRefusals
{
    public static Refusal Insufficient(IReadOnlyList<StockShortage> shortages) =>
        new(RefusalKind.Conflict, "inventory.insufficient", "There is not enough in stock.", ("shortages", shortages));

    /// <summary>Nothing is known of the stock: there was no turn to ask.</summary>
    public static Refusal Busy { get; } =
        new(RefusalKind.Throttled, "inventory.busy", "Many want this at the moment. It may well be in stock: try again.", ("retryAfterSeconds", 1));

    public static Refusal Unknown(string variantId) =>
        new(RefusalKind.NotFound, "inventory.unknown", "This variant never had stock.", ("variantId", variantId));
}
