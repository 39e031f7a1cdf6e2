namespace Commerce.Infrastructure.Streams.Orders;

internal sealed class OrderListSchema : ISchema
{
    public int Order => 210;

    public string Sql => SqlFile.Read("Streams/Orders/order_list.sql");
}
