namespace Commerce.Infrastructure.Streams.Discounts;

internal sealed class DiscountSchema : ISchema
{
    public int Order => 180;

    public string Sql => SqlFile.Read("Streams/Discounts/discounts.sql");
}
