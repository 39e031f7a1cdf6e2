using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Commerce.Architecture.Support;
using Commerce.Infrastructure.Redis;
using StackExchange.Redis;

namespace Commerce.Architecture;

/// <summary>Every builder of the keyspace, whatever it is given.</summary>
public partial class KeySpecs
{
    /// <summary>Short words of few letters, as ids may be: whatever can run together does so here.</summary>
    private const string Letters = "aA0_-";

    private static readonly (string Name, MethodInfo Build)[] Builders =
    [
        .. typeof(Keys).GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public)
            .SelectMany(store => store.GetMethods(BindingFlags.Public | BindingFlags.Static), (store, method) => ($"{store.Name}.{method.Name}", method))
            .Where(builder => builder.method.ReturnType == typeof(RedisKey)),
    ];

    /// <summary>What a rebuild leaves, and why.</summary>
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["cart:"] = "Redis is where carts are written first; their snapshots in PostgreSQL are behind.",
        ["user:session:"] = "What a customer was at is nowhere else.",
        ["idempotency:"] = "Whoever repeats a request gets the answer of the first.",
        ["limit:"] = "Nobody gets a new quota by it.",
        ["pricing:dry-run:"] = "A report on a run is nowhere else.",
        ["projection:marker"] = "It says of which servers all the others are, and is set anew at the end.",
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void different_things_never_share_a_key(int seed)
    {
        var random = new Random(seed);
        var seen = new Dictionary<string, string>();
        for (var i = 0; i < 20_000; i++)
        {
            var (name, build) = Builders[random.Next(Builders.Length)];
            object[] given = [.. build.GetParameters().Select(parameter => Drawn(random, parameter))];
            var (key, of) = (build.Invoke(null, given)!.ToString()!, $"{name}({string.Join(", ", given)})");

            Assert.True(seen.TryAdd(key, of) || seen[key] == of, $"Seed {seed}: {of} and {seen[key]} are both {key}");
        }

        Assert.True(seen.Count > 1_000, "Too few different keys to show anything.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("a{b")]
    [InlineData("a}b")]
    [InlineData("a*")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("ä")]
    [InlineData("a.b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void an_id_that_is_none_is_refused_and_never_stripped(string wrong)
    {
        var texts = Builders.SelectMany(builder => builder.Build.GetParameters(), (builder, parameter) => (builder.Build, parameter)).Where(of => of.parameter.ParameterType == typeof(string)).ToList();

        Assert.NotEmpty(texts);
        foreach (var (build, parameter) in texts)
        {
            object?[] given = [.. build.GetParameters().Select(other => other == parameter ? wrong : Sample(other))];
            var refused = Assert.Throws<TargetInvocationException>(() => build.Invoke(null, given));
            Assert.IsType<ArgumentException>(refused.InnerException);
        }
    }

    [Fact]
    public void no_key_is_longer_than_two_hundred_bytes() =>
        Assert.All(Builders, builder => Assert.InRange(
            ((RedisKey)builder.Build.Invoke(null, [.. builder.Build.GetParameters().Select(Longest)])!).ToString().Length, 1, 200));

    /// <summary>The table of docs/operations.md, held against what the builders say of themselves.</summary>
    [Fact]
    public void operators_read_how_long_every_key_lives()
    {
        var table = Row().Matches(Tree.Files(".md").Single(file => file.Path == "docs/operations.md").Text)
            .ToDictionary(row => row.Groups["key"].Value, row => row.Groups["life"].Value);
        var lifetimes = Tree.Files(".cs").Under("src/Infrastructure/Redis")
            .SelectMany(file => Said().Matches(file.Text), (file, said) => (Store: Store().Matches(file.Text[..said.Index]).Last().Groups["name"].Value, said.Groups))
            .ToDictionary(said => $"{said.Store}.{said.Groups["name"].Value}", said => said.Groups["ttl"] is { Success: true, Value: var ttl } ? ttl : "none");

        Assert.All(Builders, builder =>
        {
            var shape = Shape(builder.Build);
            Assert.True(table.TryGetValue(shape, out var written), $"{builder.Name}: docs/operations.md has no row for `{shape}`");
            Assert.Equal(lifetimes[builder.Name], written);
        });
        Assert.Equal(Builders.Length, table.Count);
    }

    /// <summary>A new kind of key is one that is made from PostgreSQL, or has a reason to stay.</summary>
    [Fact]
    public void a_rebuild_takes_every_key_away_or_leaves_it_for_a_reason()
    {
        string[] starts = [.. Keys.Projection.Stores, .. Kept.Keys];
        string[] shapes = [.. Builders.Select(builder => Shape(builder.Build))];

        Assert.All(shapes, key => Assert.Single(starts, start => key.StartsWith(start, StringComparison.Ordinal)));
        Assert.All(starts, start => Assert.Contains(shapes, key => key.StartsWith(start, StringComparison.Ordinal)));
    }

    private static string Shape(MethodInfo build) => build.GetParameters().Aggregate(
        build.Invoke(null, [.. build.GetParameters().Select(Sample)])!.ToString()!,
        (key, parameter) => key.Replace(Written(Sample(parameter)), parameter.Name!.ToUpperInvariant(), StringComparison.Ordinal));

    private static string Written(object value) => value is Guid id ? id.ToString("N") : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static object Drawn(Random random, ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(Guid) => new Guid(random.Next(8), 0, 0, new byte[8]),
        var type when type == typeof(long) => (long)random.Next(50),
        // Made of a secret: it has the length of no other id.
        _ when parameter.Name == "tokenHash" => new string(Letters[random.Next(Letters.Length)], 64),
        _ => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Letters[random.Next(Letters.Length)])),
    };

    private static object Sample(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(Guid) => new Guid(0x77777777, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)parameter.Position]),
        var type when type == typeof(long) => 424_242L + parameter.Position,
        _ => $"sample-{parameter.Position}",
    };

    private static object Longest(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(Guid) => Guid.Empty,
        var type when type == typeof(long) => long.MinValue,
        _ => new string('x', 64),
    };

    [GeneratedRegex(@"^\| `(?<key>[a-z][^`]*:[^`]*|[a-z-]+-version)` \| (?:`Redis:Ttl:(?<life>\w+)`|(?<life>none)) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"static class (?<name>\w+)")]
    private static partial Regex Store();

    [GeneratedRegex(@"Lifetime: (?:<see cref=""Ttl\.(?<ttl>\w+)""/>|none)[^\n]*\n\s*public static RedisKey (?<name>\w+)\(")]
    private static partial Regex Said();
}
