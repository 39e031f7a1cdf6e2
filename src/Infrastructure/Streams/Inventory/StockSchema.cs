namespace Commerce.Infrastructure.Streams.Inventory;

internal sealed class StockSchema : ISchema
{
    public int Order => 100;

    public string Sql => SqlFile.Read("Streams/Inventory/stock_level.sql");
}
