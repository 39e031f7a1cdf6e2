using StackExchange.Redis;

namespace Commerce.Architecture.Canaries;

internal sealed class SpellsItsOwnKey
{
    public static Func<IDatabase, Task<bool>> Act() => async redis =>
    {
        await Task.Yield();
        return await redis.KeyDeleteAsync("cart:session:1");
    };
}
