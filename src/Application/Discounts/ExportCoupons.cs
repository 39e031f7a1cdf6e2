using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Discounts;

namespace Commerce.Application.Discounts;

/// <summary>Hands staff all codes of a batch at once: for a mailing, or the printer.</summary>
public static class ExportCoupons
{
    public sealed record Query(Guid BatchId) : IQuery<CouponFile>;

    internal sealed class Handler(ICouponBatches batches) : IQueryHandler<Query, CouponFile>
    {
        public async Task<Result<CouponFile>> Handle(Query query, CancellationToken ct) =>
            await batches.Export(query.BatchId, ct) is { } coupons ? new CouponFile(coupons) : DiscountRefusals.UnknownBatch;
    }
}

/// <summary>Codes that are read as they are written out, however many there are.</summary>
public sealed record CouponFile(IAsyncEnumerable<CouponUse> Coupons);
