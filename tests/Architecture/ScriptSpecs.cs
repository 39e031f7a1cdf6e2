using Commerce.Architecture.Support;

namespace Commerce.Architecture;

public class ScriptSpecs
{
    private const string Good = """
        -- Moves units from one pile to another.
        --
        -- KEYS[1]  pile   string  units
        -- ARGV[1]  units
        --
        -- Returns  {'ok', left}  or  {'short'}

        local pile, units = KEYS[1], tonumber(ARGV[1])
        if tonumber(redis.call('GET', pile)) < units then return { 'short' } end
        return { 'ok', redis.call('DECRBY', pile, units) }
        """;

    [Fact]
    public void headers_say_what_the_bodies_do() =>
        Law.Holds(
            Tree.Files(".lua").Append(new SourceFile("good.lua", Good)),
            script => new LuaScript(script).Offences(),
            Canary("-- ARGV[1]  units\n", ""),
            Canary("-- KEYS[1]  pile   string", "-- KEYS[1]  heap   string"),
            Canary("-- KEYS[1]  pile   string  units", "-- KEYS[1]  pile   units"),
            Canary("KEYS[1], tonumber", "KEYS[2], tonumber"),
            Canary("  or  {'short'}", ""),
            Canary("{'ok', left}", "{'ok'}"),
            Canary("--", "print()"),
            Canary("redis.call('DECRBY', pile, units)", "redis.call('DEL', unpack(KEYS))"));

    private static SourceFile Canary(string good, string bad) => new($"{bad} for {good}.lua", Good.Replace(good, bad, StringComparison.Ordinal));
}
