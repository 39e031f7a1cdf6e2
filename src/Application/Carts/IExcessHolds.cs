namespace Commerce.Application.Carts;

/// <summary>Units that are still held for a cart although its owner wants them no more.</summary>
internal interface IExcessHolds
{
    /// <summary>
    /// Lowers the holds of an open checkout to these units of each variant; those of a locked one belong to its frozen totals and stay. Never fails: the edit has happened, and a hold that
    /// is missed ends by its time.
    /// </summary>
    Task LetGo(Guid cartId, IReadOnlyDictionary<string, int> wanted, CancellationToken ct);
}
