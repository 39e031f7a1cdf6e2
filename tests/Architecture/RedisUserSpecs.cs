using Commerce.Architecture.Canaries;
using Commerce.Architecture.Support;
using Commerce.Infrastructure.Redis.Acl;

namespace Commerce.Architecture;

/// <summary>What the shop's user of Redis is granted is read from the program, so nothing it does can be missing, and nothing it does not do can be there.</summary>
public class RedisUserSpecs
{
    [Fact]
    public void every_call_of_the_client_tells_what_it_sends() => Law.Holds(Solution.Infrastructure.GetTypes().Where(type => !UsedCommands.IsTool(type)), Unknown, typeof(SendsWhatNobodyKnows), typeof(SendsWhatIsComputed));

    [Fact]
    public void every_script_names_the_commands_it_calls() => Law.Holds(
        Tree.Files(".lua"),
        script => Thrown(() => UsedCommands.OfScript($"{script}", script.Text)),
        new SourceFile("computed.lua", "return redis.call(ARGV[1], KEYS[1])"));

    [Fact]
    public void a_command_is_granted_as_soon_as_the_program_uses_it()
    {
        var used = UsedCommands.OfCalls([typeof(SendsSomethingNew)]).Concat(UsedCommands.OfScript("new.lua", "redis.call('GEOPOS', KEYS[1])")).ToList();

        Assert.Equal("client|no-evict geopos hgetall object|freq", string.Join(' ', used.Order(StringComparer.Ordinal)));
        Assert.Empty(used.Where(command => command != "hgetall").Intersect(UsedCommands.OfTheShop()));
    }

    [Fact]
    public void the_shop_is_granted_its_scripts_calls_and_its_own() =>
        Assert.Empty(UsedCommands.OfScripts(Solution.Infrastructure).Concat(["evalsha", "publish", "subscribe", "get", "set", "smembers"]).Except(UsedCommands.OfTheShop()));

    [Fact]
    public void nothing_that_reaches_further_than_a_key_is_among_them() => Assert.Empty(UsedCommands.OfTheShop().Intersect(
        ["acl", "bgsave", "client|kill", "config|get", "config|set", "debug", "flushall", "flushdb", "keys", "migrate", "module", "monitor", "replicaof", "save", "script|flush", "shutdown", "swapdb"]));

    [Fact]
    public void what_only_the_tools_of_operators_need_is_not_among_them() => Assert.Empty(UsedCommands.OfTheShop().Intersect(["dump", "restore", "sync"]));

    private static IEnumerable<string> Unknown(Type type) => Thrown(() => UsedCommands.OfCalls([type]).Count());

    private static IEnumerable<string> Thrown(Func<object> reading)
    {
        try
        {
            reading();
            return [];
        }
        catch (NotSupportedException told)
        {
            return [told.Message];
        }
    }
}
