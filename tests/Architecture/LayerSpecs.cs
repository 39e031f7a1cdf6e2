using System.Reflection;
using Commerce.Architecture.Support;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

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

    [Fact]
    public void web_meets_infrastructure_only_in_the_program() => Solution.Web.Obeys(layer =>
        Types().That().ResideInAssembly(layer).And().DoNotHaveFullName(nameof(Program))
            .Should().NotDependOnAny(Types().That().ResideInAssembly(Solution.Infrastructure))
            .Because("endpoints know slices, not stores"));

    [Theory]
    [InlineData("Application")]
    [InlineData("Infrastructure")]
    [InlineData("Web")]
    public void only_the_program_builds_the_container(string layer) => Assembly.Load($"Commerce.{layer}").Obeys(assembly =>
        Types().That().ResideInAssembly(assembly).And().DoNotHaveFullName(nameof(Program))
            .Should().NotCall(@"WebApplication::Create|Host::Create|::BuildServiceProvider\(|\bServiceCollection::\.ctor", "tests start the program as it is"));

    [Fact]
    public void only_problems_answers_with_a_problem() => Solution.Web.Obeys(layer =>
        Types().That().ResideInAssembly(layer).And().DoNotHaveFullName("Commerce.Web.Http.Problems")
            .Should().NotCall(@"Results::(Problem|ValidationProblem)\(|Problem(HttpResult|Details)::\.ctor", "one mapping from refusals to HTTP is one place to read"));

    private static IEnumerable<string> Foreign(Assembly layer, params string[] known) =>
        References(layer).Where(name => !known.Any(start => name.StartsWith(start, StringComparison.Ordinal))).Select(name => $"{layer.GetName().Name} references {name}");

    private static IEnumerable<string> References(Assembly layer) => layer.GetReferencedAssemblies().Select(reference => reference.Name!);
}
