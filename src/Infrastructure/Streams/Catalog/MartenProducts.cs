using Commerce.Application.Catalog;
using Commerce.Domain;
using Commerce.Domain.Catalog;

namespace Commerce.Infrastructure.Streams.Catalog;

internal sealed class MartenProducts(StreamContext context) : MartenDecider<Product, Product.Event, Product.Command>(context), IProducts
{
    /// <summary>What is unique in the whole shop is unique by a constraint, checked in the transaction of the change.</summary>
    protected override Refusal? Explain(Exception failure) => failure.ViolatedConstraint() switch
    {
        "catalog_product_slug" => Product.SlugTaken,
        "catalog_variant_sku" => Product.SkuTaken(),
        "catalog_variant_id" => Product.VariantIdTaken,
        _ => null,
    };
}
