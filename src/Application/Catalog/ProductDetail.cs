using Commerce.Domain;
using Commerce.Domain.Catalog;

namespace Commerce.Application.Catalog;

/// <summary>A page of the storefront's products.</summary>
/// <param name="Currency">Of all prices in it, ISO 4217.</param>
/// <param name="PriceVersion">The version of the prices in it.</param>
/// <param name="DiscountVersion">The version of the discounts in force; what they take off, a cart tells.</param>
/// <param name="PricesUntil">When a schedule may change one of the prices; null: never.</param>
/// <param name="Next">Send it back as <c>cursor</c> for the page that follows; null on the last one.</param>
public sealed record ProductPage(string Currency, long PriceVersion, long DiscountVersion, DateTimeOffset? PricesUntil, IReadOnlyList<ListedProduct> Items, string? Next);

/// <summary>A product in a list.</summary>
/// <param name="Price">What its variants cost the caller; null when none has a price in the asked currency.</param>
/// <param name="ListPrice">What they cost otherwise: never below the price.</param>
/// <param name="Variants">How many there are to choose from.</param>
public sealed record ListedProduct(Guid ProductId, string Slug, string Title, string? Image, PriceRange? Price, PriceRange? ListPrice, int Variants);

/// <summary>The cheapest and the dearest variant. Equal when all cost the same.</summary>
public sealed record PriceRange(Money From, Money To);

/// <summary>A product's own page.</summary>
/// <param name="Currency">Of all prices in it, ISO 4217.</param>
/// <param name="Categories">The way to each category it stands on, top first.</param>
/// <param name="PriceVersion">The version of the prices in it.</param>
/// <param name="DiscountVersion">The version of the discounts in force; what they take off, a cart tells.</param>
public sealed record ProductDetail(
    Guid ProductId,
    string Slug,
    string Title,
    string Description,
    IReadOnlyList<ProductImage> Images,
    IReadOnlyList<string> Tags,
    IReadOnlyList<IReadOnlyList<ShelfLink>> Categories,
    IReadOnlyList<ShelfLink> Collections,
    IReadOnlyList<ProductOption> Options,
    string Currency,
    long PriceVersion,
    long DiscountVersion,
    IReadOnlyList<OfferedVariant> Variants);

/// <summary>A category or collection by name and slug.</summary>
public sealed record ShelfLink(string Slug, string Name);

/// <summary>A category with those below it, in their order.</summary>
public sealed record CategoryNode(Guid CategoryId, string Slug, string Name, string Description, IReadOnlyList<CategoryNode> Children)
{
    internal static IReadOnlyList<CategoryNode> Tree(Shelves shelves, Guid? below = null) =>
        [.. shelves.Below(below).Select(it => new CategoryNode(it.ShelfId, it.Slug, it.Name, it.Description, Tree(shelves, it.ShelfId)))];
}

/// <summary>The whole tree.</summary>
public sealed record CategoryTree(IReadOnlyList<CategoryNode> Items);

/// <summary>All collections of the storefront, by name.</summary>
public sealed record CollectionList(IReadOnlyList<ListedCollection> Items);

/// <summary>A collection of the storefront.</summary>
public sealed record ListedCollection(Guid CollectionId, string Slug, string Name, string Description);
