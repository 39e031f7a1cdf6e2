namespace Commerce.Application.Catalog;

/// <summary>Which categories a product was put on.</summary>
public interface IProductCategories
{
    /// <summary>In no order. One round trip to Redis; as this node's catalogue has them while Redis does not answer. Archived ones are among them.</summary>
    Task<IReadOnlyCollection<Guid>> Of(CatalogProduct product, CancellationToken ct);
}
