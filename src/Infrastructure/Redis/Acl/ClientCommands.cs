namespace Commerce.Infrastructure.Redis.Acl;

/// <summary>What the client library sends for its methods, and what it sends by itself.</summary>
internal static class ClientCommands
{
    /// <summary>
    /// To know its servers and to keep the connections: who it is, whether a server answers, its role, the slots of a cluster and their moves, and the script a server has lost. AUTH and HELLO are
    /// anybody's.
    /// </summary>
    public static readonly IReadOnlyList<string> OfItsOwn =
        ["asking", "client|id", "client|setname", "cluster|nodes", "cluster|slots", "echo", "info", "ping", "readonly", "readwrite", "role", "script|load", "subscribe", "unsubscribe"];

    /// <summary>By method, without "Async". Several where it depends on the arguments or on the server.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> OfMethods = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["ClusterNodes"] = ["cluster|nodes"],
        ["CreateTransaction"] = ["discard", "exec", "multi", "unwatch", "watch"],
        ["HashDecrement"] = ["hincrby"],
        ["HashDelete"] = ["hdel"],
        ["HashExists"] = ["hexists"],
        ["HashGet"] = ["hget", "hmget"],
        ["HashGetAll"] = ["hgetall"],
        ["HashIncrement"] = ["hincrby"],
        ["HashKeys"] = ["hkeys"],
        ["HashLength"] = ["hlen"],
        ["HashSet"] = ["hset", "hsetnx"],
        ["HashValues"] = ["hvals"],
        ["KeyDelete"] = ["del", "unlink"],
        ["KeyDump"] = ["dump"],
        ["KeyExists"] = ["exists"],
        ["KeyExpire"] = ["expire", "pexpire"],
        ["KeyPersist"] = ["persist"],
        ["KeyRestore"] = ["restore"],
        ["KeyTimeToLive"] = ["pttl", "ttl"],
        ["KeyType"] = ["type"],
        ["Keys"] = ["scan"],
        ["ListLeftPop"] = ["lpop"],
        ["ListLeftPush"] = ["lpush", "lpushx"],
        ["ListLength"] = ["llen"],
        ["ListRange"] = ["lrange"],
        ["ListRightPop"] = ["rpop"],
        ["ListRightPush"] = ["rpush", "rpushx"],
        ["ListTrim"] = ["ltrim"],
        ["Ping"] = ["ping"],
        ["Publish"] = ["publish"],
        ["ScriptEvaluate"] = ["eval", "evalsha"],
        ["SetAdd"] = ["sadd"],
        ["SetContains"] = ["sismember", "smismember"],
        ["SetLength"] = ["scard"],
        ["SetMembers"] = ["smembers"],
        ["SetRemove"] = ["srem"],
        ["SortedSetAdd"] = ["zadd"],
        ["SortedSetLength"] = ["zcard", "zcount"],
        ["SortedSetRangeByRank"] = ["zrange", "zrevrange"],
        ["SortedSetRangeByRankWithScores"] = ["zrange", "zrevrange"],
        ["SortedSetRangeByScore"] = ["zrangebyscore", "zrevrangebyscore"],
        ["SortedSetRangeByScoreWithScores"] = ["zrangebyscore", "zrevrangebyscore"],
        ["SortedSetRemove"] = ["zrem"],
        ["SortedSetRemoveRangeByRank"] = ["zremrangebyrank"],
        ["SortedSetRemoveRangeByScore"] = ["zremrangebyscore"],
        ["SortedSetScore"] = ["zscore"],
        ["StringDecrement"] = ["decr", "decrby"],
        ["StringGet"] = ["get", "mget"],
        ["StringGetDelete"] = ["getdel"],
        ["StringGetRange"] = ["getrange"],
        ["StringGetSetExpiry"] = ["getex"],
        ["StringGetWithExpiry"] = ["get", "pttl", "ttl"],
        ["StringIncrement"] = ["incr", "incrby"],
        ["StringLength"] = ["strlen"],
        ["StringSet"] = ["psetex", "set", "setex", "setnx"],
        ["StringSetAndGet"] = ["getset", "set"],
        ["Subscribe"] = ["subscribe"],
        ["Unsubscribe"] = ["unsubscribe"],
    };

    /// <summary>What sends nothing to a server of ours: properties, what hands out a part of the client, and what Sentinels are asked.</summary>
    public static bool IsSilent(string method) => Silent.Contains(method) || method.StartsWith("get_", StringComparison.Ordinal) || method.StartsWith("Sentinel", StringComparison.Ordinal);

    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal) { "CreateBatch", "SubscribedEndpoint", "Wait" };
}
