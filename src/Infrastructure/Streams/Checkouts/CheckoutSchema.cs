namespace Commerce.Infrastructure.Streams.Checkouts;

internal sealed class CheckoutSchema : ISchema
{
    public int Order => 190;

    public string Sql => SqlFile.Read("Streams/Checkouts/checkout_session.sql");
}
