namespace Commerce.Infrastructure.Streams.Catalog;

/// <summary>The tables behind lists, search and snapshots.</summary>
internal sealed class CatalogSchema : ISchema
{
    public int Order => 10;

    public string Sql { get; } = SqlFile.Read("Streams/Catalog/catalog.sql");
}
