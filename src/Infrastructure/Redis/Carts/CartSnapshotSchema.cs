using Commerce.Infrastructure.Streams;

namespace Commerce.Infrastructure.Redis.Carts;

internal sealed class CartSnapshotSchema : ISchema
{
    public int Order => 100;

    public string Sql => SqlFile.Read("Redis/Carts/cart_snapshot.sql");
}
