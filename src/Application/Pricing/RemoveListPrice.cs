using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Takes the price of a variant out of a list. What is gone already stays gone.</summary>
public static class RemoveListPrice
{
    public sealed record Command(string List, string VariantId) : ICommand<ListPricesSet>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.VariantId).NotEmpty();
    }

    internal sealed class Handler(ListPriceDesk desk) : ICommandHandler<Command, ListPricesSet>
    {
        public async Task<Result<ListPricesSet>> Handle(Command command, CancellationToken ct) =>
            await (await desk.List(command.List, ct)).Then(list => desk.Put(list, [new(command.VariantId, [])], $"No price of {command.VariantId} in the list {command.List} any more.", ct));
    }
}
