using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Discounts;

/// <summary>Shows staff the batches of generated codes, the youngest first.</summary>
public static class ListCouponBatches
{
    /// <param name="Discount">Null: of all discounts.</param>
    public sealed record Query(string? Discount, string? Cursor, int Limit) : IQuery<Page<CouponBatchView>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Cursor!).Must(cursor => Pipeline.Cursor.TryRead<Guid>(cursor, out _)).When(q => q.Cursor is not null).WithMessage("Not a cursor of this list.");
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
        }
    }

    internal sealed class Handler(ICouponBatches batches) : IQueryHandler<Query, Page<CouponBatchView>>
    {
        public async Task<Result<Page<CouponBatchView>>> Handle(Query query, CancellationToken ct) =>
            await batches.List(query.Discount, query.Cursor is { } cursor && Cursor.TryRead<Guid>(cursor, out var before) ? before : null, query.Limit, ct);
    }
}
