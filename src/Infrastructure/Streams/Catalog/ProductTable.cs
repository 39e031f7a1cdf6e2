using System.Text.Json;
using Commerce.Application.Catalog;
using Commerce.Domain.Catalog;
using Commerce.Infrastructure.Catalog;
using Commerce.Infrastructure.Rulesets;
using Marten;

namespace Commerce.Infrastructure.Streams.Catalog;

/// <summary>Products as lists, search and the snapshots of the nodes read them.</summary>
internal sealed class ProductTable(CatalogNode node, RulesetNode rulesets) : IReadModel<Product>
{
    private const string Put = "call catalog_put_product(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?)";

    private const string PutPrices = "call price_put_product(?, ?, ?, ?, ?, ?)";

    public void Write(IDocumentOperations session, Guid id, Product state, long version, DateTimeOffset at)
    {
        if (state is not Product.Kept { Content: var it })
            return;

        var status = ProductView.StatusOf(state);
        KeyValuePair<string, long>[] prices = status == ProductStatus.Published ? [.. it.Variants.SelectMany(variant => variant.Prices)] : [];

        session.QueueSqlCommand(
            Put, id, StoredProduct.Text(status), it.Details.Slug, it.Details.Title, it.Details.Description,
            it.Details.Tags.ToArray(), it.Details.Categories.ToArray(), it.Details.Collections.ToArray(),
            it.Variants.Select(variant => variant.VariantId).ToArray(), it.Variants.Select(variant => variant.Sku).ToArray(), it.Removed.ToArray(),
            prices.Select(price => price.Key).ToArray(), prices.Select(price => price.Value).ToArray(),
            it.PublishedAt is { } published ? published : null!, JsonSerializer.Serialize(StoredProduct.Of(it), StoredProduct.Json), version, at);
        PutPricesOf(it, session);

        // Prices first: goods that are known before their price could not be bought.
        rulesets.FollowCommitOf(session);
        node.FollowCommitOf(session);
    }

    /// <summary>Of drafts and of archived products too: whether something is for sale is another question.</summary>
    private static void PutPricesOf(ProductContent it, IDocumentOperations session)
    {
        (string VariantId, string Currency, long Amount)[] prices =
            [.. it.Variants.SelectMany(variant => variant.Prices, (variant, price) => (variant.VariantId, price.Key, price.Value))];

        session.QueueSqlCommand(
            PutPrices, it.Variants.Select(variant => variant.VariantId).Concat(it.Removed).ToArray(), prices.Select(price => price.VariantId).ToArray(),
            prices.Select(price => price.Currency).ToArray(), prices.Select(price => price.Amount).ToArray(),
            (session as IDocumentSession)?.LastModifiedBy ?? "system", $"Prices of the product {it.Details.Slug}.");
    }
}
