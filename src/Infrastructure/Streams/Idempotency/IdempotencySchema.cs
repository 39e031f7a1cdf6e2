namespace Commerce.Infrastructure.Streams.Idempotency;

internal sealed class IdempotencySchema : ISchema
{
    public int Order => 100;

    public string Sql => SqlFile.Read("Streams/Idempotency/idempotency_record.sql");
}
