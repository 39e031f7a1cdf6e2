using ArchUnitNET.Domain.Extensions;
using Commerce.Application.Pipeline;
using Commerce.Architecture.Canaries;
using Commerce.Architecture.Support;
using FluentValidation;
using MediatR;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Type = System.Type;

namespace Commerce.Architecture;

public class SliceSpecs
{
    [Fact]
    public void slices_do_not_call_each_other() => Solution.Application.Obeys(layer =>
        Types().That().ResideInAssembly(layer).Should().NotDependOnAny(typeof(ISender), typeof(IMediator), typeof(IPublisher))
            .Because("a slice that calls a slice is a layer nobody named"));

    [Fact]
    public void slices_do_not_name_each_others_types()
    {
        var slices = Solution.Application.Requests().Concat(Solution.Canaries.Requests()).Select(request => request.DeclaringType?.FullName).OfType<string>().ToHashSet();

        Solution.Application.Obeys(layer => Types().That().ResideInAssembly(layer).Should().FollowCustomCondition(
            type => type.Dependencies.All(dependency =>
                Slices.Outermost(dependency.Target.FullName) is var target && (!slices.Contains(target) || target == Slices.Outermost(type.FullName))),
            "name no other slice's types",
            "names another slice's types"));
    }

    [Fact]
    public void every_command_has_its_validator_beside_it() =>
        Law.Holds(Solution.Application.Requests().Where(request => typeof(ICommand).IsAssignableFrom(request)), NoValidator, typeof(ForgetsToValidate.Command));

    [Fact]
    public void a_slice_is_a_static_class_with_a_request_a_validator_and_a_handler() =>
        Law.Holds(Solution.Application.Requests(), WrongShape, typeof(LooseRequest), typeof(NotStatic.Command), typeof(MisnamedRequest.Query), typeof(HandlerFirst.Query), typeof(WithGuests.Query));

    [Fact]
    public void a_slice_lies_in_a_file_of_its_name_and_a_folder_of_its_feature() =>
        Law.Holds(
            Solution.Application.Requests(),
            request => (request.DeclaringType ?? request) is var slice && Tree.Paths.Contains($"src/Application/{slice.Namespace!.Split('.')[^1]}/{slice.Name}.cs") ? [] : [$"{slice} has no file of its own"],
            typeof(NotStatic.Command));

    private static IEnumerable<string> NoValidator(Type command) =>
        command.DeclaringType?.Parts().Any(part => part.Name == "Validator" && typeof(IValidator<>).MakeGenericType(command).IsAssignableFrom(part)) == true ? [] : [$"{command} has no Validator beside it"];

    private static IEnumerable<string> WrongShape(Type request)
    {
        if (request.DeclaringType is not { } slice)
        {
            yield return $"{request} stands alone; a request is nested in its slice";
            yield break;
        }

        if (!slice.IsStatic() || !slice.IsPublic)
            yield return $"{slice} is not a public static class";

        var kind = typeof(ICommand).IsAssignableFrom(request) ? "Command" : "Query";
        if (request.Name != kind || !request.IsSealed)
            yield return $"{request} ought to be a sealed record called {kind}";

        var parts = slice.Parts().Select(part => part.Name).ToList();
        if (!parts.SequenceEqual([kind, "Validator", "Handler"]) && !parts.SequenceEqual(["Query", "Handler"]))
            yield return $"{slice} holds {string.Join(", ", parts)}; it ought to hold {kind}, Validator and Handler in this order and nothing else";

        foreach (var part in slice.Parts().Where(part => part.Name is "Validator" or "Handler" && !(part.IsNestedAssembly && part.IsSealed)))
            yield return $"{part} is not internal and sealed";
    }
}
