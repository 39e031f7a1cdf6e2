using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Changes what a product says of itself and where it stands: slug, texts, tags, shelves, pictures, tax class.</summary>
public static class ChangeProduct
{
    public sealed record Command(
        Guid ProductId,
        long? Expected,
        string Slug,
        string Title,
        string Description,
        IReadOnlyList<string> Tags,
        IReadOnlyList<Guid> Categories,
        IReadOnlyList<Guid> Collections,
        IReadOnlyList<ProductImage> Images,
        string TaxClass) : ICommand<ProductView>, IProductWords;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => Include(new ProductWordsRules());
    }

    internal sealed class Handler(IProducts products, IFloorPlan plan) : ICommandHandler<Command, ProductView>
    {
        public async Task<Result<ProductView>> Handle(Command command, CancellationToken ct)
        {
            var known = await plan.Knows(command.Categories, command.Collections, ct);

            return await known.Then(_ => products.Decide(
                command.ProductId, command.Expected, new Product.Command.ChangeDetails(command.Details()), ProductView.Of(command.ProductId), ct));
        }
    }
}
