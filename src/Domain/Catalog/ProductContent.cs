using System.Collections.Immutable;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Catalog;

/// <summary>What a product says of itself and where in the shop it stands.</summary>
/// <param name="Slug">Its word in addresses, unique in the shop: lower-case letters, digits and single hyphens.</param>
/// <param name="Tags">Free words for filters, lower case.</param>
/// <param name="Images">Addresses of pictures; the first is the one lists show.</param>
/// <param name="TaxClass">The code by which tax zones say what is due.</param>
public sealed record ProductDetails(
    string Slug,
    string Title,
    string Description,
    IReadOnlyList<string> Tags,
    IReadOnlyList<Guid> Categories,
    IReadOnlyList<Guid> Collections,
    IReadOnlyList<ProductImage> Images,
    string TaxClass = Goods.StandardTax)
{
    public const int LongestSlug = 120;
    public const int LongestTitle = 200;
    public const int LongestDescription = 20_000;
    public const int MostTags = 50;
    public const int MostShelves = 50;
    public const int MostImages = 50;

    public bool Equals(ProductDetails? other) =>
        other is not null
        && (Slug, Title, Description, TaxClass) == (other.Slug, other.Title, other.Description, other.TaxClass)
        && Tags.SequenceEqual(other.Tags)
        && Categories.SequenceEqual(other.Categories)
        && Collections.SequenceEqual(other.Collections)
        && Images.SequenceEqual(other.Images);

    public override int GetHashCode() => HashCode.Combine(Slug, Title);
}

/// <summary>A picture by its address.</summary>
/// <param name="Url">Absolute http(s), or a path of this program beginning with a slash.</param>
/// <param name="Alt">What it shows, for those who do not see it.</param>
public sealed record ProductImage(string Url, string Alt);

/// <summary>A way in which the variants of a product differ, such as its size.</summary>
public sealed record ProductOption(string Name, IReadOnlyList<string> Values)
{
    public const int Most = 5;
    public const int MostValues = 100;
    public const int LongestName = 40;

    public bool Equals(ProductOption? other) => other is not null && Name == other.Name && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Name, Values.Count);
}

/// <summary>All a product is, whatever its status.</summary>
/// <param name="Removed">Ids of variants it once had: theirs for ever, since orders and stock name them.</param>
/// <param name="PublishedAt">The first time it was for sale: what "newest" means in a list.</param>
public sealed record ProductContent(
    ProductDetails Details,
    ImmutableArray<ProductOption> Options,
    ImmutableArray<Variant> Variants,
    ImmutableArray<string> Removed,
    DateTimeOffset? PublishedAt)
{
    public const int MostVariants = 250;

    /// <summary>Whether a shopper could buy any of it.</summary>
    public bool IsPriced => Variants.Any(variant => variant.IsPriced);

    internal Variant? Find(string variantId) => Variants.FirstOrDefault(variant => variant.VariantId == variantId);

    internal ProductContent With(Variant variant) =>
        this with { Variants = [.. Variants.Select(each => each.VariantId == variant.VariantId ? variant : each)] };

    internal ProductContent Without(string variantId) =>
        this with { Variants = [.. Variants.Where(each => each.VariantId != variantId)], Removed = [.. Removed.Where(id => id != variantId), variantId] };

    internal ProductContent Plus(Variant variant) =>
        this with { Variants = [.. Variants, variant], Removed = [.. Removed.Where(id => id != variant.VariantId)] };
}
