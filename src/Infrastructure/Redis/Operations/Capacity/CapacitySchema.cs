using Commerce.Infrastructure.Streams;

namespace Commerce.Infrastructure.Redis.Operations.Capacity;

internal sealed class CapacitySchema : ISchema
{
    public int Order => 100;

    public string Sql => SqlFile.Read("Redis/Operations/Capacity/redis_capacity.sql");
}
