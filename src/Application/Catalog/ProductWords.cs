using System.Linq.Expressions;
using Commerce.Domain.Catalog;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>What creating and changing a product have in common.</summary>
public interface IProductWords
{
    string Slug { get; }
    string Title { get; }
    string Description { get; }
    IReadOnlyList<string> Tags { get; }
    IReadOnlyList<Guid> Categories { get; }
    IReadOnlyList<Guid> Collections { get; }
    IReadOnlyList<ProductImage> Images { get; }
    string TaxClass { get; }
}

internal static class ProductWords
{
    public static ProductDetails Details(this IProductWords it) => new(it.Slug, it.Title, it.Description, it.Tags, it.Categories, it.Collections, it.Images, it.TaxClass);
}

internal sealed class ProductWordsRules : AbstractValidator<IProductWords>
{
    public ProductWordsRules()
    {
        RuleFor(p => p.Slug).Slug();
        RuleFor(p => p.Title).Line(ProductDetails.LongestTitle);
        RuleFor(p => p.Description).Prose(ProductDetails.LongestDescription);
        RuleFor(p => p.Tags).Must(tags => tags.Count <= ProductDetails.MostTags && tags.Distinct().Count() == tags.Count)
            .WithMessage($"At most {ProductDetails.MostTags}, each once.");
        RuleForEach(p => p.Tags).Must(tag => Texts.IsLine(tag, 40) && tag == tag.ToLowerInvariant().Trim()).WithMessage("A tag is a line of 1 to 40 characters in lower case.");
        RuleFor(p => p.Categories).Must(Few).WithMessage($"At most {ProductDetails.MostShelves}, each once.");
        RuleFor(p => p.Collections).Must(Few).WithMessage($"At most {ProductDetails.MostShelves}, each once.");
        RuleFor(p => p.Images).Must(images => images.Count <= ProductDetails.MostImages).WithMessage($"At most {ProductDetails.MostImages}.");
        RuleFor(p => p.TaxClass).Matches(RuleCode.Pattern);
        RuleForEach(p => p.Images).ChildRules(image =>
        {
            image.RuleFor(i => i.Url).Address();
            image.RuleFor(i => i.Alt).Prose(ProductDetails.LongestTitle);
        });
    }

    private static bool Few(IReadOnlyList<Guid> ids) => ids.Count <= ProductDetails.MostShelves && ids.Distinct().Count() == ids.Count;
}

internal static class OptionRules
{
    public static void OptionsOf<T>(this AbstractValidator<T> validator, Expression<Func<T, IEnumerable<ProductOption>>> options)
    {
        validator.RuleFor(options).Must(all => all.Count() <= ProductOption.Most && all.DistinctBy(option => option.Name, StringComparer.OrdinalIgnoreCase).Count() == all.Count())
            .WithMessage($"At most {ProductOption.Most}, each with a name of its own.");
        validator.RuleForEach(options).ChildRules(option =>
        {
            option.RuleFor(o => o.Name).Line(ProductOption.LongestName);
            option.RuleFor(o => o.Values).Must(values => values.Count is > 0 and <= ProductOption.MostValues && values.Distinct().Count() == values.Count)
                .WithMessage($"1 to {ProductOption.MostValues} values, each once.");
            option.RuleForEach(o => o.Values).Line(ProductOption.LongestName);
        });
    }
}
