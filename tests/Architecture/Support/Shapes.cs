using System.Reflection;
using System.Runtime.CompilerServices;

namespace Commerce.Architecture.Support;

/// <summary>Questions about the shape of a type.</summary>
internal static class Shapes
{
    public static bool IsRecord(this Type type) =>
        type.GetMethod("<Clone>$", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null);

    /// <summary>Members through which an instance could be changed after it was made, by setting them or by filling what they hold.</summary>
    public static IEnumerable<string> Mutable(this Type type)
    {
        const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        var settable = type.GetProperties(declared)
            .Where(property => property.SetMethod is { IsPrivate: false } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));
        var fields = type.GetFields(declared).Where(field => !field.IsInitOnly && !field.IsDefined(typeof(CompilerGeneratedAttribute)));
        var fillable = type.GetProperties(declared).Where(property => IsFillable(property.PropertyType));

        return settable.Cast<MemberInfo>().Concat(fields).Concat(fillable).Select(member => member.Name).Distinct();
    }

    /// <summary>The types a value of this one shows to others: members, elements, cases of a hierarchy.</summary>
    public static IReadOnlySet<Type> Reachable(IEnumerable<Type> roots, Func<Type, bool> within, bool throughMethods = false)
    {
        var seen = new HashSet<Type>();
        var open = new Queue<Type>(roots);
        while (open.TryDequeue(out var type))
        {
            foreach (var part in type.IsGenericType ? type.GetGenericArguments() : type.HasElementType ? [type.GetElementType()!] : [])
                open.Enqueue(part);

            var plain = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            if (plain.IsGenericParameter || plain.HasElementType || !within(plain) || !seen.Add(plain))
                continue;

            foreach (var property in plain.GetProperties(BindingFlags.Instance | BindingFlags.Public))
                open.Enqueue(property.PropertyType);
            foreach (var method in throughMethods ? plain.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public) : [])
                foreach (var met in method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
                    open.Enqueue(met);
            foreach (var inner in plain.GetNestedTypes().Where(inner => inner.BaseType == plain))
                open.Enqueue(inner);
            if (plain.BaseType is { } parent)
                open.Enqueue(parent);
            if (plain.DeclaringType is { } outer)
                open.Enqueue(outer);
        }

        return seen;
    }

    private static bool IsFillable(Type type) => type.IsArray
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(List<>) || open == typeof(Dictionary<,>) || open == typeof(HashSet<>) || open == typeof(IList<>) || open == typeof(IDictionary<,>) || open == typeof(ICollection<>) || open == typeof(ISet<>)));
}
