using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Inventory;
using FluentValidation;

namespace Commerce.Application.Inventory;

/// <summary>Says how far a variant may be sold beyond what is on hand: not at all, up to a number of units, or without limit.</summary>
public static class SetBackorders
{
    /// <param name="Expected">The version of the level the caller saw; null when any will do.</param>
    /// <param name="Limit">Units: 0 for none, null for any number.</param>
    public sealed record Command(string VariantId, long? Expected, int? Limit) : ICommand<StockView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.VariantId).VariantId();
            RuleFor(c => c.Limit).InclusiveBetween(0, Stock.MostUnits);
        }
    }

    internal sealed class Handler(IStock stock, IInventory inventory) : ICommandHandler<Command, StockView>
    {
        public Task<Result<StockView>> Handle(Command command, CancellationToken ct) =>
            stock.Apply(inventory, command.VariantId, command.Expected, new Stock.Command.AllowBackorders(command.Limit ?? Stock.Unlimited), ct);
    }
}
