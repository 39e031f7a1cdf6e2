using StackExchange.Redis;

namespace Commerce.Architecture.Canaries;

internal static class ScattersItsKeys
{
    public static RedisKey[] Of(string variant) => [$"inventory:variant:{{{variant}}}", $"inventory:reserved:{variant}"];
}
