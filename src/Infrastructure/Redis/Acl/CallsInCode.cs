using System.Reflection;
using System.Reflection.Emit;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Acl;

/// <summary>Reads from compiled code which methods of the Redis client it calls, and the words it hands to those that take a command as text.</summary>
internal static class CallsInCode
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private static readonly HashSet<Type> Senders = [typeof(IDatabase), typeof(IDatabaseAsync), typeof(IServer), typeof(ISubscriber), typeof(IRedis), typeof(IRedisAsync)];

    /// <param name="types">Lambdas and asynchronous methods are types of their own, and in the same assembly.</param>
    /// <returns>The method's name without "Async", and the words that were loaded just before it.</returns>
    public static IEnumerable<(string Method, IReadOnlyList<string> Words)> Of(IEnumerable<Type> types) => types
        .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).OfType<MethodBase>())
        .SelectMany(Calls);

    private static IEnumerable<(string, IReadOnlyList<string>)> Calls(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;

        var words = new List<string>();
        for (var at = 0; at < code.Length;)
        {
            var op = OpCodesByValue[code[at] == 0xFE ? (short)((0xFE << 8) | code[at + 1]) : code[at]];
            at += op.Size;
            var operand = code.AsSpan(at);
            at += Length(op, operand);
            if (op == OpCodes.Ldstr)
                words.Add(method.Module.ResolveString(BitConverter.ToInt32(operand)));
            else if (op.OperandType == OperandType.InlineMethod && Resolve(method, BitConverter.ToInt32(operand)) is { } called)
            {
                if (Senders.Contains(called.DeclaringType!))
                    yield return (called.Name.EndsWith("Async", StringComparison.Ordinal) ? called.Name[..^5] : called.Name, [.. words]);

                // What stands between the words and the call only wraps arguments.
                if (called is not ConstructorInfo && called.Name is not ("op_Implicit" or "Empty"))
                    words.Clear();
            }
        }
    }

    private static MethodBase? Resolve(MethodBase caller, int token) => caller.Module.ResolveMethod(
        token, caller.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null, caller.IsGenericMethod ? caller.GetGenericArguments() : null);

    private static int Length(OpCode op, ReadOnlySpan<byte> operand) => op.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(operand)),
        _ => 4,
    };
}
