using Commerce.Application.Catalog;
using Commerce.Domain;
using Commerce.Domain.Catalog;

namespace Commerce.Infrastructure.Streams.Catalog;

internal sealed class MartenCategories(StreamContext context) : MartenDecider<Category, Category.Event, Category.Command>(context), ICategories
{
    protected override Refusal? Explain(Exception failure) => failure.ViolatedConstraint() switch
    {
        "catalog_shelf_slug" => Product.SlugTaken,
        "catalog_shelf_acyclic" => Category.Cycle,
        _ => null,
    };
}
