using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Sets many prices of a list in one commit: all rows of a file, or none when one of them is wrong. Prices the file does not name stay.</summary>
public static class ImportListPrices
{
    /// <param name="Rows">The file, read once.</param>
    public sealed record Command(string List, PriceFormat Format, Stream Rows) : ICommand<ListPricesSet>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Format).IsInEnum();
    }

    internal sealed class Handler(ListPriceDesk desk) : ICommandHandler<Command, ListPricesSet>
    {
        public async Task<Result<ListPricesSet>> Handle(Command command, CancellationToken ct) => await (await desk.List(command.List, ct)).Then(async list =>
        {
            var file = new PriceFile(desk.Knows);
            await file.Read(command.Rows, command.Format, ct);
            return file.Refusal is { } refusal ? refusal : await desk.Put(list, file.Prices(), $"Import of prices into the list {list.Code}.", ct);
        });
    }
}

/// <summary>How a file of prices is written.</summary>
public enum PriceFormat
{
    /// <summary>One JSON object a line: <c>variantId</c> and <c>amount</c>, or <c>tiers</c> of <c>from</c> and <c>amount</c>; without tiers the price is removed.</summary>
    NdJson,

    /// <summary>A heading that names <c>variantId</c>, <c>amount</c> and perhaps <c>from</c>; a line for each tier; without amount the price is removed.</summary>
    Csv,
}
