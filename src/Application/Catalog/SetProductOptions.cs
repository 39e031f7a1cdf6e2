using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Sets the options a product's variants differ in; each variant must still choose a value of each.</summary>
public static class SetProductOptions
{
    public sealed record Command(Guid ProductId, long? Expected, IReadOnlyList<ProductOption> Options) : ICommand<ProductView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => this.OptionsOf(c => c.Options);
    }

    internal sealed class Handler(IProducts products) : ICommandHandler<Command, ProductView>
    {
        public Task<Result<ProductView>> Handle(Command command, CancellationToken ct) =>
            products.Decide(command.ProductId, command.Expected, new Product.Command.SetOptions(command.Options), ProductView.Of(command.ProductId), ct);
    }
}
