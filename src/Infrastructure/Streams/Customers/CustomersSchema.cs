namespace Commerce.Infrastructure.Streams.Customers;

internal sealed class CustomersSchema : ISchema
{
    public int Order => 30;

    public string Sql => SqlFile.Read("Streams/Customers/customers.sql");
}
