using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Sets the price a list has for a variant. It is in force at once wherever the list is.</summary>
public static class SetListPrice
{
    public sealed record Command(string List, string VariantId, IReadOnlyList<PriceTier> Tiers) : ICommand<ListPricesSet>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Tiers).NotEmpty().Must(ListedPrice.AreSound)
            .WithMessage($"1 to {ListedPrice.MostTiers} tiers, ascending by their number of units from 1 on, with amounts that are not negative.");
    }

    internal sealed class Handler(ListPriceDesk desk) : ICommandHandler<Command, ListPricesSet>
    {
        public async Task<Result<ListPricesSet>> Handle(Command command, CancellationToken ct) =>
            desk.Knows(command.VariantId)
                ? await (await desk.List(command.List, ct)).Then(list => desk.Put(list, [new(command.VariantId, command.Tiers)], $"The price of {command.VariantId} in the list {command.List}.", ct))
                : PriceRefusals.VariantUnknown;
    }
}
