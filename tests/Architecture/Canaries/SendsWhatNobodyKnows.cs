using StackExchange.Redis;

namespace Commerce.Architecture.Canaries;

internal static class SendsWhatNobodyKnows
{
    public static Task<long> Send(IDatabase database, RedisKey key) => database.HyperLogLogLengthAsync(key);
}

internal static class SendsWhatIsComputed
{
    public static Task<RedisResult> Send(IServer server, string command) => server.ExecuteAsync(command);
}

internal static class SendsSomethingNew
{
    public static Task Send(IDatabase database, IServer server, RedisKey key) =>
        Task.WhenAll(database.HashGetAllAsync(key), server.ExecuteAsync("CLIENT", "NO-EVICT", "on"), server.ExecuteAsync("OBJECT", "FREQ", "mug"));
}
