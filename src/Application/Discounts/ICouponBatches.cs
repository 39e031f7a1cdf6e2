using Commerce.Application.Pipeline;

namespace Commerce.Application.Discounts;

/// <summary>Coupon codes that were generated: each opens its discount, and is unique in the shop.</summary>
public interface ICouponBatches
{
    /// <summary>Makes the codes and keeps them, all or none, with the answer under the running request's idempotency key.</summary>
    /// <param name="taken">Codes that stand with rules: none of them is made.</param>
    Task<CouponBatchView> Generate(CouponBatch batch, IReadOnlySet<string> taken, CancellationToken ct);

    /// <summary>Its codes open nothing any more. Null when there is no such batch; archiving it twice changes nothing.</summary>
    Task<CouponBatchView?> Archive(Guid batchId, CancellationToken ct);

    /// <summary>The youngest first.</summary>
    /// <param name="discount">Null: of all discounts.</param>
    /// <param name="before">The id of the last one that was seen.</param>
    Task<Page<CouponBatchView>> List(string? discount, Guid? before, int limit, CancellationToken ct);

    /// <summary>The codes of a batch in their order, with how often each is used by now. Null when there is no such batch.</summary>
    /// <param name="after">The last one that was seen.</param>
    Task<Page<CouponUse>?> Coupons(Guid batchId, string? after, int limit, CancellationToken ct);

    /// <summary>All of them, read as they are written out. Null when there is no such batch.</summary>
    Task<IAsyncEnumerable<CouponUse>?> Export(Guid batchId, CancellationToken ct);

    /// <summary>Which of these codes were generated.</summary>
    Task<IReadOnlySet<string>> Among(IReadOnlyCollection<string> codes, CancellationToken ct);
}

/// <param name="Prefix">What all codes begin with, upper-case; empty for nothing.</param>
/// <param name="Size">How many codes.</param>
/// <param name="Uses">Orders each code may be used for; null: as many as its discount.</param>
public sealed record CouponBatch(string Discount, string Prefix, int Size, int? Uses, string By);

/// <summary>A batch of generated codes.</summary>
/// <param name="Discount">The discount they open.</param>
/// <param name="Uses">Orders each code may be used for; null: as many as its discount.</param>
public sealed record CouponBatchView(Guid BatchId, string Discount, string Prefix, int Size, int? Uses, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset? ArchivedAt);

/// <summary>A generated code.</summary>
/// <param name="Used">Orders that use it, checkouts that hold it included; counted where its uses are limited.</param>
public sealed record CouponUse(string Code, long Used);
