using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Sets all prices of a variant: a currency that is left out is one it can no longer be bought in.</summary>
public static class SetVariantPrices
{
    public sealed record Command(Guid ProductId, long? Expected, string VariantId, IReadOnlyList<Money> Prices) : ICommand<ProductView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => this.PricesOf(c => c.Prices);
    }

    internal sealed class Handler(IProducts products) : ICommandHandler<Command, ProductView>
    {
        public Task<Result<ProductView>> Handle(Command command, CancellationToken ct) =>
            products.Decide(command.ProductId, command.Expected, new Product.Command.SetPrices(command.VariantId, PriceRules.ByCurrency(command.Prices)), ProductView.Of(command.ProductId), ct);
    }
}
