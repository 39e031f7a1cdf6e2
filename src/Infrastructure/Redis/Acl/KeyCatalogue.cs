using System.Globalization;
using System.Reflection;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Acl;

/// <summary>The patterns of all keys and channels, written by the builders themselves: what is no builder's cannot be reached by whoever is held to them.</summary>
internal static class KeyCatalogue
{
    /// <summary>Stands where the ids stand, in every form an id has.</summary>
    private static readonly Guid Any = new("a11a11a1-1a11-4a11-a11a-11a11a11a11a");

    private const long AnyNumber = 1_170_117_011;

    public static IReadOnlyList<string> Keys { get; } = [.. Built<RedisKey>(key => key.ToString())];

    public static IReadOnlyList<string> Channels { get; } = [.. Built<RedisChannel>(channel => channel.ToString())];

    private static IEnumerable<string> Built<T>(Func<T, string> text) => typeof(Keys).GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public)
        .SelectMany(store => store.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(builder => builder.ReturnType == typeof(T)))
        .SelectMany(builder => Samples(builder.GetParameters()).Select(sample => Pattern(text((T)builder.Invoke(null, sample)!))))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Pattern(string sample) =>
        sample.Replace(Any.ToString("N"), "*", StringComparison.Ordinal).Replace(AnyNumber.ToString(CultureInfo.InvariantCulture), "*", StringComparison.Ordinal);

    /// <summary>Every combination, where a parameter has only a few values.</summary>
    private static IEnumerable<object[]> Samples(ParameterInfo[] parameters) => parameters.Aggregate(
        (IEnumerable<object[]>)[[]], (lists, parameter) => lists.SelectMany(_ => Values(parameter.ParameterType), (list, value) => (object[])[.. list, value]));

    private static IEnumerable<object> Values(Type type) => type switch
    {
        _ when type == typeof(string) => [Any.ToString("N")],
        _ when type == typeof(Guid) => [Any],
        _ when type == typeof(long) => [AnyNumber],
        _ when type == typeof(int) => [(int)AnyNumber],
        { IsEnum: true } => Enum.GetValues(type).Cast<object>(),
        _ => throw new NotSupportedException($"A key is built of a {type.Name}: teach {nameof(KeyCatalogue)} what stands for any of them."),
    };
}
