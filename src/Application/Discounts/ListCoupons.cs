using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Discounts;
using FluentValidation;

namespace Commerce.Application.Discounts;

/// <summary>Shows staff the codes of a batch and how often each is used.</summary>
public static class ListCoupons
{
    public sealed record Query(Guid BatchId, string? Cursor, int Limit) : IQuery<Page<CouponUse>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Cursor!).Must(cursor => Pipeline.Cursor.TryRead<string>(cursor, out _)).When(q => q.Cursor is not null).WithMessage("Not a cursor of this list.");
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
        }
    }

    internal sealed class Handler(ICouponBatches batches) : IQueryHandler<Query, Page<CouponUse>>
    {
        public async Task<Result<Page<CouponUse>>> Handle(Query query, CancellationToken ct) =>
            await batches.Coupons(query.BatchId, query.Cursor is { } cursor && Cursor.TryRead<string>(cursor, out var after) ? after : null, query.Limit, ct) is { } page ? page : DiscountRefusals.UnknownBatch;
    }
}
