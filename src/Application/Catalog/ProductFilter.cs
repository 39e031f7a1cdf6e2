using System.Collections.Frozen;
using Commerce.Application.Pipeline;

namespace Commerce.Application.Catalog;

/// <summary>The orders a list of products can be had in.</summary>
public enum ProductSort
{
    /// <summary>Latest first published first.</summary>
    Newest,

    /// <summary>By the cheapest variant in the asked currency, by the products' own prices: what price lists make of them orders nothing. Products without a price in it are left out.</summary>
    PriceAsc,

    /// <summary>The same, dearest first.</summary>
    PriceDesc,

    Title,

    /// <summary>Best match of the text first: title counts more than tags and SKU, those more than the description.</summary>
    Relevance,
}

/// <summary>The orders as requests spell them.</summary>
internal static class ProductSorts
{
    public static readonly FrozenDictionary<string, ProductSort> ByName = new Dictionary<string, ProductSort>
    {
        ["newest"] = ProductSort.Newest,
        ["price_asc"] = ProductSort.PriceAsc,
        ["price_desc"] = ProductSort.PriceDesc,
        ["title"] = ProductSort.Title,
        ["relevance"] = ProductSort.Relevance,
    }.ToFrozenDictionary();
}

/// <summary>Which products of the storefront, in which order, from where on.</summary>
/// <param name="Category">Slug: products on it or on any below it.</param>
/// <param name="Tags">All of them.</param>
/// <param name="Text">Words, <c>"phrases"</c>, <c>or</c>, <c>-without</c>.</param>
/// <param name="MinPrice">Some variant's own price, before any price list, is at least this, minor units.</param>
/// <param name="MaxPrice">The same variant costs at most this, minor units.</param>
/// <param name="InStock">Only what can be bought now. As PostgreSQL knows it, up to a second ago; the page of a product tells what is left exactly.</param>
public sealed record ProductFilter(
    string? Category, string? Collection, IReadOnlyList<string> Tags, string? Text, long? MinPrice, long? MaxPrice, bool InStock, ProductSort Sort,
    ListPosition? After, int Limit);

/// <summary>Where a page ended: the value it is sorted by and the product.</summary>
/// <param name="Sort">A position in one order means nothing in another.</param>
public sealed record ListPosition(ProductSort Sort, Guid ProductId, long? Number = null, double? Rank = null, string? Text = null)
{
    internal static ListPosition? Read(string? cursor) => cursor is not null && Cursor.TryRead<ListPosition>(cursor, out var position) ? position : null;

    /// <summary>Whether it has the value its order needs, so that no forged one gets further than here.</summary>
    internal bool IsWhole => Sort switch
    {
        ProductSort.Title => Text is not null,
        ProductSort.Relevance => Rank is { } rank && double.IsFinite(rank),
        ProductSort.Newest => Number is >= 0 and <= 3_155_378_975_999_999_999,
        _ => Number is not null && Enum.IsDefined(Sort),
    };
}
