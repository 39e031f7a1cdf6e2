using Carter;
using Commerce.Architecture.Canaries;
using Commerce.Architecture.Support;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Type = System.Type;

namespace Commerce.Architecture;

public class EndpointSpecs
{
    [Fact]
    public void every_slice_has_one_endpoint_and_every_endpoint_is_a_slice() =>
        Law.Holds(
            [(Slices: Names(Solution.Application), Endpoints: OperationNames)],
            both => Unmatched(both.Slices, both.Endpoints),
            (["ReleaseStock"], []),
            (["ReleaseStock"], ["ReleaseStock", "ReleaseStock"]),
            ([], ["ReleaseStock"]));

    [Fact]
    public void every_endpoint_has_a_name_a_summary_a_tag_and_one_access_rule() =>
        Law.Holds(Running.Operations, Incomplete, [.. Running.Planted(new CarelessModule()).Where(endpoint => !endpoint.RoutePattern.RawText!.Contains("things", StringComparison.Ordinal))]);

    [Fact]
    public void every_other_endpoint_has_an_access_rule_too() =>
        Law.Holds(Running.Endpoints.Except(Running.Operations), endpoint => Rules(endpoint) == 0 ? [$"{endpoint.RoutePattern.RawText} has no access rule"] : [], [.. Planted("open")]);

    /// <summary>What the framework cannot know: a path that names a thing can name one that is not there.</summary>
    [Fact]
    public void an_endpoint_whose_path_names_a_thing_says_that_it_may_be_unknown() =>
        Law.Holds(
            Running.Operations.Where(endpoint => endpoint.RoutePattern.Parameters.Count > 0 && !Invented.Contains(Name(endpoint))),
            endpoint => endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Any(answer => answer.StatusCode == 404) ? [] : [$"{Name(endpoint)} ({endpoint.RoutePattern.RawText}) does not list 404"],
            [.. Planted("things")]);

    [Fact]
    public void modules_are_public_and_given_nothing() =>
        Law.Holds(
            Solution.Web.Written().Where(type => typeof(ICarterModule).IsAssignableFrom(type)),
            ModuleFaults,
            typeof(ConstructedModule), typeof(HiddenModule));

    /// <summary>Endpoints whose path names a thing that is made, or comes into being, by naming it, and those that remove what may be gone already.</summary>
    private static readonly string[] Invented =
    [
        "ReceiveStock", "CountStock", "AdjustStock", "SetBackorders", "GetStockHistory", "DefineGroup", "DefineRole", "RemoveGroup", "RemoveRole",
        "DefinePriceList", "DefineTaxZone", "DefineShippingMethod", "DefineBundle", "DefineDiscount",

        // There are two rulesets, always.
        "PublishRules", "UnscheduleRules", "ListRulesetVersions",
    ];

    public static IReadOnlyList<string> OperationNames => [.. Running.Operations.Select(Name)];

    public static IEnumerable<string> Unmatched(IReadOnlyList<string> slices, IReadOnlyList<string> endpoints)
    {
        foreach (var slice in slices.Where(slice => !endpoints.Contains(slice)))
            yield return $"{slice} has no endpoint.";
        foreach (var endpoint in endpoints.Where(endpoint => !slices.Contains(endpoint)).Distinct())
            yield return $"The endpoint {endpoint} is no slice.";
        foreach (var twice in endpoints.GroupBy(name => name).Where(same => same.Count() > 1))
            yield return $"{twice.Key} has {twice.Count()} endpoints.";
    }

    private static IEnumerable<string> Incomplete(RouteEndpoint endpoint)
    {
        var path = endpoint.RoutePattern.RawText;
        if (endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is null)
            yield return $"{path} has no name";
        if (endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>() is null)
            yield return $"{path} has no summary";
        if (endpoint.Metadata.GetMetadata<ITagsMetadata>() is null)
            yield return $"{path} has no tag";
        if (Rules(endpoint) != 1)
            yield return $"{path} has {Rules(endpoint)} access rules";
    }

    private static IEnumerable<string> ModuleFaults(Type module)
    {
        if (!module.IsPublic || !module.IsSealed)
            yield return $"{module} is not public and sealed: Carter would not find it";
        if (module.GetConstructors().Any(constructor => constructor.GetParameters().Length > 0))
            yield return $"{module} takes constructor parameters; take them in the endpoint";
    }

    private static IEnumerable<RouteEndpoint> Planted(string path) =>
        Running.Planted(new CarelessModule()).Where(endpoint => endpoint.RoutePattern.RawText!.Contains(path, StringComparison.Ordinal));

    private static int Rules(RouteEndpoint endpoint) => endpoint.Metadata.OfType<Access>().Count();

    private static string Name(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? endpoint.RoutePattern.RawText!;

    private static List<string> Names(System.Reflection.Assembly layer) => [.. layer.SliceNames()];
}
