using System.Reflection;
using System.Text.RegularExpressions;

namespace Commerce.Infrastructure.Redis.Acl;

/// <summary>
/// Every command the running shop sends: by its scripts, by its calls of the client, and by the client itself. The operators' tools are left out; they come as somebody who may do more.
/// </summary>
internal static partial class UsedCommands
{
    private const string Tools = "Commerce.Infrastructure.Redis.Operations", ToolScripts = "Redis/Operations/";

    /// <summary>Commands that are nothing without their second word.</summary>
    private static readonly HashSet<string> Containers = new(StringComparer.Ordinal) { "acl", "client", "cluster", "command", "config", "function", "latency", "memory", "object", "script", "slowlog" };

    private static readonly Assembly Program = typeof(UsedCommands).Assembly;

    private static readonly Lazy<IReadOnlyList<string>> Shop = new(() => [.. OfScripts(Program).Concat(OfCalls(Program.GetTypes().Where(type => !IsTool(type)))).Concat(ClientCommands.OfItsOwn)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>As access rules spell them: <c>get</c>, <c>cluster|nodes</c>.</summary>
    public static IReadOnlyList<string> OfTheShop() => Shop.Value;

    internal static IEnumerable<string> OfScripts(Assembly assembly) => assembly.GetManifestResourceNames().Where(name => name.EndsWith(".lua", StringComparison.Ordinal) && !name.StartsWith(ToolScripts, StringComparison.Ordinal)).SelectMany(name =>
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return OfScript(name, reader.ReadToEnd());
    });

    /// <exception cref="NotSupportedException">A call whose command is not written out.</exception>
    internal static IReadOnlyList<string> OfScript(string name, string text)
    {
        var calls = Call().Matches(text);
        var named = Named().Matches(text);
        return calls.Count == named.Count ? [.. named.Select(call => call.Groups[1].Value.ToLowerInvariant())]
            : throw new NotSupportedException($"{name} calls a command by something else than its name: nobody can tell what it may need.");
    }

    /// <exception cref="NotSupportedException">A method nobody knows the commands of.</exception>
    internal static IEnumerable<string> OfCalls(IEnumerable<Type> types) => CallsInCode.Of(types).SelectMany(call =>
        call.Method == "Execute" ? [OfWords(call.Words)]
        : ClientCommands.OfMethods.TryGetValue(call.Method, out var commands) ? commands
        : ClientCommands.IsSilent(call.Method) ? []
        : throw new NotSupportedException($"{call.Method} is called, and {nameof(ClientCommands)} does not say what it sends."));

    private static string OfWords(IReadOnlyList<string> words) => words switch
    {
        [] => throw new NotSupportedException("A command is sent that is not written out where it is sent."),
        [var command, var part, ..] when Containers.Contains(command.ToLowerInvariant()) => $"{command}|{part}".ToLowerInvariant(),
        [var command, ..] => command.ToLowerInvariant(),
    };

    internal static bool IsTool(Type type) => type.FullName!.StartsWith(Tools, StringComparison.Ordinal);

    [GeneratedRegex(@"redis\.p?call\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"redis\.p?call\('([A-Za-z]+)'")]
    private static partial Regex Named();
}
