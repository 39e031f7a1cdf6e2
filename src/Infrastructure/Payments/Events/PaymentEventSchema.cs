using Commerce.Infrastructure.Streams;

namespace Commerce.Infrastructure.Payments.Events;

internal sealed class PaymentEventSchema : ISchema
{
    public int Order => 310;

    public string Sql => SqlFile.Read("Payments/Events/payment_event.sql");
}
