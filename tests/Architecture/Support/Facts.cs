using System.Reflection;
using Commerce.Domain;

namespace Commerce.Architecture.Support;

/// <summary>Aggregates and what they are made of.</summary>
internal static class Facts
{
    public static IEnumerable<Type> Aggregates(this Assembly layer) => layer.Written().Where(type => Shape(type) is not null && Shape(type)!.GetGenericArguments()[0] == type);

    public static IEnumerable<Type> Events(Type aggregate) => Cases(Shape(aggregate)!.GetGenericArguments()[1]);

    public static IEnumerable<Type> Commands(Type aggregate) => Cases(Shape(aggregate)!.GetGenericArguments()[2]);

    public static IEnumerable<Type> States(Type aggregate) => Cases(aggregate);

    private static Type? Shape(Type type) =>
        type.GetInterfaces().SingleOrDefault(shape => shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(IAggregate<,,>));

    /// <summary>The concrete members of a closed hierarchy; a type without any stands for itself.</summary>
    private static IEnumerable<Type> Cases(Type root) => root.Assembly.GetTypes().Where(type => !type.IsAbstract && root.IsAssignableFrom(type));
}
