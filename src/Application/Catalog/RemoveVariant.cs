using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Takes a variant out of a product; its SKU is free again, its id never.</summary>
public static class RemoveVariant
{
    public sealed record Command(Guid ProductId, long? Expected, string VariantId) : ICommand<ProductView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.VariantId).Matches(Variant.IdPattern);
    }

    internal sealed class Handler(IProducts products) : ICommandHandler<Command, ProductView>
    {
        public Task<Result<ProductView>> Handle(Command command, CancellationToken ct) =>
            products.Decide(command.ProductId, command.Expected, new Product.Command.RemoveVariant(command.VariantId), ProductView.Of(command.ProductId), ct);
    }
}
