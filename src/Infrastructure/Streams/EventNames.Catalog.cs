using Commerce.Domain.Catalog;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Catalog =>
    [
        (typeof(Product.Event.Created), "product_created"),
        (typeof(Product.Event.DetailsChanged), "product_details_changed"),
        (typeof(Product.Event.OptionsSet), "product_options_set"),
        (typeof(Product.Event.VariantAdded), "product_variant_added"),
        (typeof(Product.Event.VariantChanged), "product_variant_changed"),
        (typeof(Product.Event.PricesSet), "product_prices_set"),
        (typeof(Product.Event.CostsSet), "product_costs_set"),
        (typeof(Product.Event.VariantRemoved), "product_variant_removed"),
        (typeof(Product.Event.Published), "product_published"),
        (typeof(Product.Event.Unpublished), "product_unpublished"),
        (typeof(Product.Event.Archived), "product_archived"),
        (typeof(Product.Event.Restored), "product_restored"),
        (typeof(Category.Event.Created), "category_created"),
        (typeof(Category.Event.Changed), "category_changed"),
        (typeof(Category.Event.Archived), "category_archived"),
        (typeof(Category.Event.Restored), "category_restored"),
        (typeof(Collection.Event.Created), "collection_created"),
        (typeof(Collection.Event.Changed), "collection_changed"),
        (typeof(Collection.Event.Archived), "collection_archived"),
        (typeof(Collection.Event.Restored), "collection_restored"),
    ];
}
