using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Makes a product as a draft, with as many of its variants as are known; no shopper sees it yet.</summary>
public static class CreateProduct
{
    public sealed record Command(
        string Slug,
        string Title,
        string Description,
        IReadOnlyList<string> Tags,
        IReadOnlyList<Guid> Categories,
        IReadOnlyList<Guid> Collections,
        IReadOnlyList<ProductImage> Images,
        IReadOnlyList<ProductOption> Options,
        IReadOnlyList<VariantInput> Variants,
        string TaxClass) : ICommand<ProductView>, IProductWords;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            Include(new ProductWordsRules());
            this.OptionsOf(c => c.Options);
            RuleFor(c => c.Variants).Must(variants => variants.Count <= ProductContent.MostVariants).WithMessage($"At most {ProductContent.MostVariants}.");
            RuleForEach(c => c.Variants).SetValidator(new VariantInput.Rules());
        }
    }

    internal sealed class Handler(IProducts products, IFloorPlan plan) : ICommandHandler<Command, ProductView>
    {
        public async Task<Result<ProductView>> Handle(Command command, CancellationToken ct)
        {
            var id = Guid.CreateVersion7();
            var create = new Product.Command.Create(command.Details(), command.Options, [.. command.Variants.Select(variant => variant.ToVariant())]);
            var known = await plan.Knows(command.Categories, command.Collections, ct);

            return await known.Then(_ => products.Decide(id, create, ProductView.Of(id), ct));
        }
    }
}
