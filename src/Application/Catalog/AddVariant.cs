using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Adds a variant to a product; of a published product it can be bought at once, if it has a price.</summary>
public static class AddVariant
{
    public sealed record Command(Guid ProductId, long? Expected, VariantInput Variant) : ICommand<ProductView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Variant).SetValidator(new VariantInput.Rules());
    }

    internal sealed class Handler(IProducts products) : ICommandHandler<Command, ProductView>
    {
        public Task<Result<ProductView>> Handle(Command command, CancellationToken ct) =>
            products.Decide(command.ProductId, command.Expected, new Product.Command.AddVariant(command.Variant.ToVariant()), ProductView.Of(command.ProductId), ct);
    }
}
