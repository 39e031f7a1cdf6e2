using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Sets what a variant costs the shop itself, for reports: a currency that is left out is one nobody knows it in.</summary>
public static class SetVariantCosts
{
    public sealed record Command(Guid ProductId, long? Expected, string VariantId, IReadOnlyList<Money> Costs) : ICommand<ProductView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => this.PricesOf(c => c.Costs);
    }

    internal sealed class Handler(IProducts products) : ICommandHandler<Command, ProductView>
    {
        public Task<Result<ProductView>> Handle(Command command, CancellationToken ct) =>
            products.Decide(command.ProductId, command.Expected, new Product.Command.SetCosts(command.VariantId, PriceRules.ByCurrency(command.Costs)), ProductView.Of(command.ProductId), ct);
    }
}
