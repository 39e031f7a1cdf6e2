using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Inventory;

/// <summary>Shows a variant's level, what is reserved and available, and every live hold.</summary>
public static class GetStock
{
    public sealed record Query(string VariantId) : IQuery<StockView>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.VariantId).VariantId();
    }

    internal sealed class Handler(IStock stock, IInventory inventory) : IQueryHandler<Query, StockView>
    {
        public async Task<Result<StockView>> Handle(Query query, CancellationToken ct) =>
            await stock.Load(query.VariantId, ct) is var (level, version)
                ? StockView.Of(query.VariantId, level, version, await inventory.LiveHolds(query.VariantId, ct))
                : InventoryRefusals.Unknown(query.VariantId);
    }
}
