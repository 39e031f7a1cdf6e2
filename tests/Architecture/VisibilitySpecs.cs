using Commerce.Application.Pipeline;
using Commerce.Architecture.Support;

namespace Commerce.Architecture;

public class VisibilitySpecs
{
    /// <summary>Public in the adapters: only what the program calls to start them.</summary>
    private static readonly string[] Listed = ["Commerce.Infrastructure.Composition", "Commerce.Infrastructure.Settings", "Commerce.Infrastructure.UnusableSettingException", "Commerce.Infrastructure.Operations.Telemetry"];

    [Fact]
    public void adapters_are_internal() =>
        Law.Holds(
            Solution.Infrastructure.GetTypes().Where(type => type is { IsNested: false } && type.FullName!.StartsWith("Commerce.", StringComparison.Ordinal)),
            type => type.IsPublic && !Listed.Contains(type.FullName) ? [$"{type} is public"] : [],
            typeof(VisibilitySpecs));

    /// <summary>Public in the Application: slices and what travels through them, ports and what they speak of, the pipeline. Everything else is nobody's business.</summary>
    [Fact]
    public void what_no_other_layer_needs_is_internal() =>
        Law.Holds(Solution.Application.GetTypes().Where(type => type.IsPublic), type => Needed.Contains(type) ? [] : [$"{type} is public, and neither a slice, nor a port, nor part of their signatures"], typeof(Canaries.Unnamed));

    private static readonly IReadOnlySet<Type> Needed = Reachable();

    private static HashSet<Type> Reachable()
    {
        var all = Solution.Application.GetTypes().Where(type => type.IsPublic).ToList();
        var ports = all.Where(type => type.IsInterface).ToList();
        var refusals = all.Where(type => type.Name.EndsWith("Refusals", StringComparison.Ordinal)).ToList();
        var requests = Solution.Application.Requests().SelectMany(request => request.GetInterfaces().Append(request));
        var needed = Shapes.Reachable(ports.Concat(refusals).Concat(requests).Concat(Running.Answers), type => type.Assembly == Solution.Application, throughMethods: true).ToHashSet();
        needed.UnionWith(all.Where(type => type.Namespace == typeof(ICommand).Namespace || type.Name == "Composition"));

        return needed;
    }
}
