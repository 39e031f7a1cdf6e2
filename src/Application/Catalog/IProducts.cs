using Commerce.Application.Pipeline;
using Commerce.Domain.Catalog;

namespace Commerce.Application.Catalog;

/// <summary>Products. A slug, SKU or variant id that is another's refuses the commit with <c>catalog.slug_taken</c>, <c>catalog.sku_taken</c> or <c>catalog.variant_id_taken</c>.</summary>
public interface IProducts : IDecider<Product, Product.Command>;

/// <summary>Categories. Two moves at once that would close a circle refuse the later one with <c>catalog.category_cycle</c>.</summary>
public interface ICategories : IDecider<Category, Category.Command>;

/// <summary>Collections.</summary>
public interface ICollections : IDecider<Collection, Collection.Command>;
