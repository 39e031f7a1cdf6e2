using System.Reflection;
using System.Text.RegularExpressions;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Fluent;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using Type = System.Type;

namespace Commerce.Architecture.Support;

/// <summary>The layers, and their type graph as ArchUnitNET reads it from the built assemblies.</summary>
internal static class Solution
{
    public static readonly Assembly Domain = typeof(Commerce.Domain.Refusal).Assembly;
    public static readonly Assembly Application = Assembly.Load("Commerce.Application");
    public static readonly Assembly Infrastructure = Assembly.Load("Commerce.Infrastructure");
    public static readonly Assembly Web = typeof(Program).Assembly;

    /// <summary>This assembly holds the types that break each rule on purpose.</summary>
    public static readonly Assembly Canaries = typeof(Solution).Assembly;

    public static readonly IReadOnlyList<Assembly> Layers = [Domain, Application, Infrastructure, Web];

    /// <summary>Loaded by directory, not by assembly: only then does the loader find the packages beside it, and calls into those it does not find are silently missing.</summary>
    public static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader().LoadFilteredDirectory(AppContext.BaseDirectory, "Commerce.*.dll").Build();

    /// <summary>Passes if the layer obeys and the canaries do not. ArchUnitNET itself fails a rule whose selection is empty.</summary>
    public static void Obeys(this Assembly layer, Func<Assembly, IArchRule> rule)
    {
        rule(layer).Check(Code);

        Assert.False(rule(Canaries).HasNoViolations(Code), "No canary died. Plant one in Canaries/, or the rule has gone blind.");
    }

    /// <summary>Members are matched by full name: <c>Type Namespace.Type::Member(Arguments)</c>.</summary>
    public static IArchRule NotCall(this TypesShould types, string members, string because) => types.FollowCustomCondition(
        type => !type.Dependencies.OfType<MethodCallDependency>().Any(call => Regex.IsMatch(call.TargetMember.FullName, members)),
        $"not call {members} because {because}",
        $"calls {members}");

    /// <summary>Types somebody wrote: without the ones compilers and source generators add.</summary>
    public static IEnumerable<Type> Written(this Assembly layer) => layer.GetTypes().Where(type =>
        type.FullName!.StartsWith("Commerce.", StringComparison.Ordinal)
        && !type.FullName.Contains('<', StringComparison.Ordinal)
        && !type.CustomAttributes.Any(a => a.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute"));
}
