namespace Commerce.Infrastructure.Streams.Placement;

/// <summary>The order number and the claim. After the stock level it works on.</summary>
internal sealed class PlacementSchema : ISchema
{
    public int Order => 200;

    public string Sql => SqlFile.Read("Streams/Placement/placement.sql");
}
