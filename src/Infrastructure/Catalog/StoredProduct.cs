using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Application.Catalog;
using Commerce.Domain.Catalog;
using Commerce.Domain.Pricing;

namespace Commerce.Infrastructure.Catalog;

/// <summary>The <c>content</c> column: all of a product but its description, which only its own page shows.</summary>
internal sealed record StoredProduct(
    string Slug,
    string Title,
    IReadOnlyList<string> Tags,
    IReadOnlyList<Guid> Categories,
    IReadOnlyList<Guid> Collections,
    IReadOnlyList<ProductImage> Images,
    IReadOnlyList<ProductOption> Options,
    IReadOnlyList<Variant> Variants,
    string TaxClass = Goods.StandardTax)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static StoredProduct Of(ProductContent it) =>
        new(it.Details.Slug, it.Details.Title, it.Details.Tags, it.Details.Categories, it.Details.Collections, it.Details.Images, it.Options, it.Variants, it.Details.TaxClass);

    /// <summary>The status as the table spells it.</summary>
    public static string Text(ProductStatus status) => status switch
    {
        ProductStatus.Draft => "draft",
        ProductStatus.Published => "published",
        _ => "archived",
    };

    public static ProductStatus Status(string text) => text switch
    {
        "draft" => ProductStatus.Draft,
        "published" => ProductStatus.Published,
        _ => ProductStatus.Archived,
    };
}
