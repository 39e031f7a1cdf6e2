using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>What a shelf says of itself.</summary>
public interface IShelfWords
{
    string Slug { get; }
    string Name { get; }
    string Description { get; }
}

/// <summary>What creating and changing a category have in common.</summary>
public interface ICategoryWords : IShelfWords
{
    Guid? Parent { get; }
    int Position { get; }
}

internal static class ShelfWords
{
    public static CategoryDetails Details(this ICategoryWords it) => new(it.Slug, it.Name, it.Description, it.Parent, it.Position);

    public static CollectionDetails Details(this IShelfWords it) => new(it.Slug, it.Name, it.Description);
}

internal sealed class ShelfWordsRules : AbstractValidator<IShelfWords>
{
    public ShelfWordsRules()
    {
        RuleFor(s => s.Slug).Slug();
        RuleFor(s => s.Name).Line(ProductDetails.LongestTitle);
        RuleFor(s => s.Description).Prose(ProductDetails.LongestDescription);
    }
}

internal sealed class CategoryWordsRules : AbstractValidator<ICategoryWords>
{
    public CategoryWordsRules()
    {
        Include(new ShelfWordsRules());
        RuleFor(c => c.Position).InclusiveBetween(0, 100_000);
    }
}
