using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Inventory;
using FluentValidation;

namespace Commerce.Application.Inventory;

/// <summary>Units were found, lost, broken or came back: the level changes by the difference. It cannot fall below zero.</summary>
public static class AdjustStock
{
    /// <param name="Expected">The version of the level the caller saw; null when any will do.</param>
    /// <param name="Difference">Units; negative when there are fewer.</param>
    public sealed record Command(string VariantId, long? Expected, int Difference, string Reason, string? Source) : ICommand<StockView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.VariantId).VariantId();
            RuleFor(c => c.Difference).InclusiveBetween(-Stock.MostUnits, Stock.MostUnits).NotEqual(0);
            RuleFor(c => c.Reason).Reason();
            RuleFor(c => c.Source).Source();
        }
    }

    internal sealed class Handler(IStock stock, IInventory inventory) : ICommandHandler<Command, StockView>
    {
        public Task<Result<StockView>> Handle(Command command, CancellationToken ct) =>
            stock.Apply(inventory, command.VariantId, command.Expected, new Stock.Command.Adjust(command.Difference, command.Reason, command.Source), ct);
    }
}
