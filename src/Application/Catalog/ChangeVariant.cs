using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Changes everything of a variant but its prices and costs.</summary>
public static class ChangeVariant
{
    public sealed record Command(
        Guid ProductId,
        long? Expected,
        string VariantId,
        string Sku,
        IReadOnlyDictionary<string, string>? Options,
        int WeightGrams,
        int Min,
        int Max,
        int Step,
        string? Image) : ICommand<ProductView>, IVariantWords;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.VariantId).Matches(Variant.IdPattern);
            Include(new VariantWordsRules());
        }
    }

    internal sealed class Handler(IProducts products) : ICommandHandler<Command, ProductView>
    {
        public Task<Result<ProductView>> Handle(Command command, CancellationToken ct) =>
            products.Decide(command.ProductId, command.Expected, Change(command), ProductView.Of(command.ProductId), ct);

        private static Product.Command.ChangeVariant Change(Command c) =>
            new(c.VariantId, c.Sku, c.Options ?? new Dictionary<string, string>(), c.WeightGrams, c.Min, c.Max, c.Step, c.Image);
    }
}
