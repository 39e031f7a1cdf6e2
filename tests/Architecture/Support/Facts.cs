using System.Reflection;
using Commerce.Domain;
using Commerce.Domain.Rulesets;

namespace Commerce.Architecture.Support;

/// <summary>Aggregates and what they are made of.</summary>
internal static class Facts
{
    /// <summary>A generic aggregate stands here in each form that is closed over a definition of its assembly.</summary>
    public static IEnumerable<Type> Aggregates(this Assembly layer) =>
        layer.Written().SelectMany(Forms).Where(type => Shape(type) is not null && Shape(type)!.GetGenericArguments()[0] == type);

    public static IEnumerable<Type> Events(Type aggregate) => Cases(Shape(aggregate)!.GetGenericArguments()[1]);

    public static IEnumerable<Type> Commands(Type aggregate) => Cases(Shape(aggregate)!.GetGenericArguments()[2]);

    public static IEnumerable<Type> States(Type aggregate) => Cases(aggregate);

    private static Type? Shape(Type type) =>
        type.GetInterfaces().SingleOrDefault(shape => shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(IAggregate<,,>));

    /// <summary>The concrete members of a closed hierarchy; a type without any stands for itself.</summary>
    private static IEnumerable<Type> Cases(Type root) =>
        root.Assembly.GetTypes().Select(type => Like(type, root)).Where(type => !type.IsAbstract && root.IsAssignableFrom(type));

    private static IEnumerable<Type> Forms(Type type) => type == typeof(Rule<>)
        ? type.Assembly.GetTypes().Where(definition => definition.IsClass && typeof(IDefinition).IsAssignableFrom(definition)).Select(definition => type.MakeGenericType(definition))
        : [type];

    /// <summary>Cases of a generic type are found open; closed as the root is, they can be its cases.</summary>
    private static Type Like(Type type, Type root) =>
        root.IsConstructedGenericType && type.IsGenericTypeDefinition && DerivesFrom(type, root.GetGenericTypeDefinition()) ? type.MakeGenericType(root.GetGenericArguments()) : type;

    private static bool DerivesFrom(Type type, Type open) => type.BaseType is { } above && ((above.IsGenericType && above.GetGenericTypeDefinition() == open) || DerivesFrom(above, open));
}
