using System.Reflection;
using Commerce.Architecture.Support;

namespace Commerce.Architecture;

public class LayerSpecs
{
    [Fact]
    public void domain_references_nothing_but_the_framework() =>
        Law.Holds([Solution.Domain], layer => Foreign(layer, "System."), Solution.Canaries);

    [Fact]
    public void application_references_no_database_and_no_infrastructure() =>
        Law.Holds(
            [Solution.Application],
            layer => Foreign(layer, "System.", "Commerce.Domain", "MediatR", "FluentValidation", "Microsoft.Extensions.", "Microsoft.Bcl."),
            Solution.Infrastructure);

    [Fact]
    public void infrastructure_does_not_know_how_it_is_reached() =>
        Law.Holds([Solution.Infrastructure], layer => References(layer).Where(name => name is "Commerce.Web" or "Carter"), Solution.Canaries);

    private static IEnumerable<string> Foreign(Assembly layer, params string[] known) =>
        References(layer).Where(name => !known.Any(start => name.StartsWith(start, StringComparison.Ordinal))).Select(name => $"{layer.GetName().Name} references {name}");

    private static IEnumerable<string> References(Assembly layer) => layer.GetReferencedAssemblies().Select(reference => reference.Name!);
}
