using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Inventory;

namespace Commerce.Application.Inventory;

/// <summary>The stock PostgreSQL keeps: one row per variant, which is the truth, and one stream of facts beside it.</summary>
public interface IStock
{
    /// <summary>
    /// Decides on the row as it stands, locked; appends the fact, changes the row and stores the idempotency record in one transaction; then tells Redis.
    /// A variant without a row begins with nothing at version 0.
    /// </summary>
    /// <param name="expected">The row's version the caller saw; another is refused with <c>stream.moved_on</c>. Null when any will do.</param>
    /// <param name="view">The answer, made before the commit of the level and the row's new version.</param>
    Task<Result<TView>> Decide<TView>(string variantId, long? expected, Stock.Command command, Func<Stock, long, TView> view, CancellationToken ct);

    /// <summary>The level and the row's version; null when the variant never had stock.</summary>
    Task<(Stock Level, long Version)?> Load(string variantId, CancellationToken ct);

    /// <summary>The facts of a variant's stream, newest first. Units that orders took are not among them: see the orders.</summary>
    Task<Page<StockFact>> History(string variantId, string? cursor, int limit, CancellationToken ct);
}

/// <summary>One entry of a variant's history.</summary>
/// <param name="Sequence">1 for the first fact of the variant.</param>
/// <param name="Kind"><c>received</c>, <c>counted</c>, <c>adjusted</c> or <c>backorders_allowed</c>.</param>
/// <param name="Difference">By how many units the level changed.</param>
/// <param name="Counted">Units found by a count.</param>
/// <param name="BackorderLimit">The new limit.</param>
/// <param name="Source">The document or system it came from, if one was named.</param>
public sealed record StockFact(long Sequence, string Kind, DateTimeOffset At, long Difference, long? Counted, long? BackorderLimit, string? Reason, string? Source);
