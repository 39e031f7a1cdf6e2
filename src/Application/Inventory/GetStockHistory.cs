using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Inventory;

/// <summary>Lists what staff did to a variant's stock, newest first.</summary>
public static class GetStockHistory
{
    public sealed record Query(string VariantId, string? Cursor, int Limit) : IQuery<Page<StockFact>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.VariantId).VariantId();
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
            RuleFor(q => q.Cursor).Must(cursor => cursor is null || Pipeline.Cursor.TryRead<long>(cursor, out _)).WithMessage("Not a cursor of this list.");
        }
    }

    internal sealed class Handler(IStock stock) : IQueryHandler<Query, Page<StockFact>>
    {
        public async Task<Result<Page<StockFact>>> Handle(Query query, CancellationToken ct) =>
            await stock.History(query.VariantId, query.Cursor, query.Limit, ct);
    }
}
