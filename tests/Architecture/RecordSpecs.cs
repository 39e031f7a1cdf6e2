using Commerce.Architecture.Canaries;
using Commerce.Architecture.Support;
using MediatR;

namespace Commerce.Architecture;

public class RecordSpecs
{
    [Fact]
    public void facts_commands_and_states_of_an_aggregate_are_immutable_records() =>
        Law.Holds(
            Solution.Domain.Aggregates().SelectMany(aggregate => Facts.Events(aggregate).Concat(Facts.Commands(aggregate)).Concat(Facts.States(aggregate))),
            Changeable,
            typeof(Careless), typeof(CarelessList));

    [Fact]
    public void what_they_hold_is_immutable_too() =>
        Law.Holds(
            Shapes.Reachable(Solution.Domain.Aggregates().SelectMany(Facts.Events), type => type.Assembly == Solution.Domain && !type.IsEnum && !type.IsStatic()),
            Changeable,
            typeof(Careless));

    [Fact]
    public void requests_and_views_are_immutable_records() =>
        Law.Holds(Travelling(), Changeable, typeof(Careless), typeof(CarelessList), typeof(NotARecord));

    /// <summary>Everything that goes into a slice or comes out of it.</summary>
    private static IEnumerable<Type> Travelling() => Shapes.Reachable(
        Solution.Application.Requests().SelectMany(request => request.GetInterfaces().Where(shape => shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(IRequest<>)).Append(request)).Concat(Running.Answers),
        type => type.Assembly == Solution.Application && !type.IsEnum && !type.IsInterface && !type.IsStatic());

    private static IEnumerable<string> Changeable(Type type)
    {
        if (!type.IsRecord())
            yield return $"{type} is not a record";

        foreach (var member in type.Mutable())
            yield return $"{type}.{member} can be changed after it was made";
    }
}
