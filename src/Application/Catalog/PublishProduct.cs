using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Puts a product into the shop.</summary>
public static class PublishProduct
{
    public sealed record Command(Guid ProductId, long? Expected) : ICommand<ProductView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.ProductId).NotEmpty();
    }

    internal sealed class Handler(IProducts products) : ICommandHandler<Command, ProductView>
    {
        public Task<Result<ProductView>> Handle(Command command, CancellationToken ct) =>
            products.Decide(command.ProductId, command.Expected, new Product.Command.Publish(), ProductView.Of(command.ProductId), ct);
    }
}
