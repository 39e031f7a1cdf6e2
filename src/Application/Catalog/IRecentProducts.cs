namespace Commerce.Application.Catalog;

/// <summary>Which products were published last, by category.</summary>
public interface IRecentProducts
{
    /// <summary>How many are kept of each category.</summary>
    const int Most = 100;

    /// <summary>Latest first published first. One round trip to Redis where it has them for this version of the catalogue; else, and while Redis does not answer, from PostgreSQL.</summary>
    /// <param name="category">Products on it or on any below it.</param>
    /// <param name="since">Only those published after; null: any.</param>
    Task<IReadOnlyList<RecentProduct>> In(Guid category, CatalogSnapshot catalog, DateTimeOffset? since, int limit, CancellationToken ct);
}

/// <param name="PublishedAt">To the millisecond.</param>
public sealed record RecentProduct(Guid ProductId, DateTimeOffset PublishedAt);
