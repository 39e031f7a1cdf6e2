using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Inventory;
using FluentValidation;

namespace Commerce.Application.Inventory;

/// <summary>Someone counted what can be sold. A count below the live holds is taken as it is, and the answer says how many of them it leaves uncovered.</summary>
public static class CountStock
{
    /// <param name="Expected">The version of the level the caller saw; null when any will do.</param>
    public sealed record Command(string VariantId, long? Expected, int Units, string Reason, string? Source) : ICommand<StockView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.VariantId).VariantId();
            RuleFor(c => c.Units).InclusiveBetween(0, Stock.MostUnits);
            RuleFor(c => c.Reason).Reason();
            RuleFor(c => c.Source).Source();
        }
    }

    internal sealed class Handler(IStock stock, IInventory inventory) : ICommandHandler<Command, StockView>
    {
        public Task<Result<StockView>> Handle(Command command, CancellationToken ct) =>
            stock.Apply(inventory, command.VariantId, command.Expected, new Stock.Command.Count(command.Units, command.Reason, command.Source), ct);
    }
}
