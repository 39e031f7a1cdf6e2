using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Takes a product out of the shop for good: it is frozen until it is restored.</summary>
public static class ArchiveProduct
{
    public sealed record Command(Guid ProductId, long? Expected) : ICommand<ProductView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.ProductId).NotEmpty();
    }

    internal sealed class Handler(IProducts products) : ICommandHandler<Command, ProductView>
    {
        public Task<Result<ProductView>> Handle(Command command, CancellationToken ct) =>
            products.Decide(command.ProductId, command.Expected, new Product.Command.Archive(), ProductView.Of(command.ProductId), ct);
    }
}
