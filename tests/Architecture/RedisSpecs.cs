using System.Reflection;
using System.Text.RegularExpressions;
using Commerce.Architecture.Canaries;
using Commerce.Architecture.Support;
using Commerce.Infrastructure.Redis;
using StackExchange.Redis;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Type = System.Type;

namespace Commerce.Architecture;

public partial class RedisSpecs
{
    [Fact]
    public void keys_are_spelled_in_one_place() => Solution.Infrastructure.Obeys(layer =>
        Types().That().ResideInAssembly(layer).And().DoNotHaveFullNameContaining("Infrastructure.Redis.Keys")
            .And().DoNotHaveNameContaining("RedisOpening") // puts the deployment's prefix before every key
            .Should().NotCall(@"StackExchange\.Redis\.RedisKey::(op_Implicit\(System\.(String|Byte\[\])|\.ctor|Append|Prepend)", "a key that is spelled where it is used is a key nobody else finds"));

    [Fact]
    public void all_keys_of_one_script_lie_in_one_slot() =>
        Law.Holds(
            KeyLists(Solution.Infrastructure.GetTypes()),
            list => Keys(list).Select(key => HashSlot.Of(key)).Distinct().Count() == 1 ? [] : [$"{list.DeclaringType}.{list.Name}: {string.Join(", ", Keys(list))} lie in different slots"],
            [.. KeyLists([typeof(ScattersItsKeys)])]);

    /// <summary>What is written in line cannot be checked above.</summary>
    [Fact]
    public void a_script_of_several_keys_takes_them_from_a_named_list() =>
        Law.Holds(
            Tree.Files(".cs").Under("src/Infrastructure").Where(file => file.Text.Contains("Script.Load(", StringComparison.Ordinal)),
            file => ScriptRun().Matches(file.Text).Select(run => $"{file}: {run.Value} lists several keys in line; make it a static method that returns RedisKey[]"),
            new SourceFile("Store.cs", "EditScript.Run(redis, [Keys.Carts.One(id), Keys.Carts.Two(id)], [], ct)"),
            new SourceFile("Store.cs", "EditScript.On(batch, [One(id), Two(id)], [])"));

    /// <summary>The client refuses it in a cluster, where nobody has tried it before.</summary>
    [Fact]
    public void one_command_takes_one_key() =>
        Law.Holds(
            Tree.Files(".cs").Under("src/Infrastructure"),
            file => SeveralKeys().Matches(file.Text).Select(call => $"{file}: {call.Value}… takes several keys, which lie in different slots; send one command for each"),
            new SourceFile("Store.cs", "await database.KeyDeleteAsync([one, two])"),
            new SourceFile("Store.cs", "await database.StringGetAsync(keys.Select(Key).ToArray())"));

    [Fact]
    public void every_key_has_a_lifetime_or_says_that_it_has_none() =>
        Law.Holds(
            Tree.Files(".cs").Under("src/Infrastructure/Redis").Where(file => KeyBuilder().IsMatch(file.Text)),
            Undocumented,
            new SourceFile("Keys.A.cs", "    /// <summary>hash: a cart.</summary>\n    public static RedisKey Cart(string id) => Key(id);"),
            new SourceFile("Keys.B.cs", "    /// <summary>hash: a cart. Lifetime: <see cref=\"Ttl.Nonsense\"/>.</summary>\n    public static RedisKey Cart(string id) => Key(id);"),
            new SourceFile("Keys.C.cs", "    public static RedisKey Cart(string id) => Key(id);"));

    /// <summary>The keyspace, written by the builders themselves.</summary>
    [Fact]
    public Task keys_are_these() => Verifier.Verify(string.Join('\n', typeof(Keys).GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public)
        .SelectMany(store => store.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == typeof(RedisKey)), (store, method) => (store, method))
        .OrderBy(key => key.store.Name, StringComparer.Ordinal).ThenBy(key => key.method.MetadataToken)
        .Select(key => $"{key.store.Name}.{key.method.Name,-20} {key.method.Invoke(null, [.. key.method.GetParameters().Select(Named)])}")));

    private static IEnumerable<string> Undocumented(SourceFile file)
    {
        var lines = file.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!KeyBuilder().IsMatch(lines[i]))
                continue;

            var summary = string.Join(' ', lines[..i].Reverse().TakeWhile(line => line.TrimStart().StartsWith("///", StringComparison.Ordinal)));
            if (!summary.Contains("Lifetime: none", StringComparison.OrdinalIgnoreCase) && !(TtlName().Match(summary) is { Success: true } ttl && typeof(Ttl).GetProperty(ttl.Groups[1].Value) is not null))
                yield return $"{file}: '{lines[i].Trim()}' says neither 'Lifetime: <see cref=\"Ttl.…\"/>' nor 'Lifetime: none'";
        }
    }

    private static IEnumerable<MethodInfo> KeyLists(IEnumerable<Type> types) =>
        types.SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(RedisKey[]) && !method.Name.Contains('<', StringComparison.Ordinal));

    private static IReadOnlyList<string> Keys(MethodInfo list) =>
        [.. ((RedisKey[])list.Invoke(null, [.. list.GetParameters().Select(Sample)])!).Select(key => key.ToString())];

    /// <summary>A value no other parameter has, so that only a shared hash tag can bring keys together.</summary>
    private static object? Sample(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => $"sample-{parameter.Position}",
        var type when type == typeof(Guid) => new Guid(parameter.Position + 1, 0, 0, new byte[8]),
        var type when type == typeof(long) || type == typeof(int) => Convert.ChangeType(parameter.Position + 1, type),
        var type => throw new NotSupportedException($"{parameter.Member.DeclaringType}.{parameter.Member.Name} takes a {type.Name}: teach RedisSpecs a sample of it."),
    };

    private static object? Named(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? parameter.Name!.ToUpperInvariant() : Sample(parameter);

    [GeneratedRegex(@"\.(?:Run|On)\(\w+,\s*\[[^\]]*,[^\]]*\(.*?\],\s*\[")]
    private static partial Regex ScriptRun();

    [GeneratedRegex(@"\.(?:Key(?:Delete|Exists|Touch)|StringGet|StringSet|SetCombine)Async\((?:\[|[^;()]*\([^;()]*\)\.ToArray\(\))")]
    private static partial Regex SeveralKeys();

    [GeneratedRegex(@"^\s*(?:public|internal) static RedisKey \w+\(", RegexOptions.Multiline)]
    private static partial Regex KeyBuilder();

    [GeneratedRegex(@"Lifetime: <see cref=""Ttl\.(\w+)""/>")]
    private static partial Regex TtlName();
}
