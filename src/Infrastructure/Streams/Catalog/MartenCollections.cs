using Commerce.Application.Catalog;
using Commerce.Domain;
using Commerce.Domain.Catalog;

namespace Commerce.Infrastructure.Streams.Catalog;

internal sealed class MartenCollections(StreamContext context) : MartenDecider<Collection, Collection.Event, Collection.Command>(context), ICollections
{
    protected override Refusal? Explain(Exception failure) => failure.ViolatedConstraint() == "catalog_shelf_slug" ? Product.SlugTaken : null;
}
