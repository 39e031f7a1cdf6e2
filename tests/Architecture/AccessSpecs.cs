using Commerce.Architecture.Support;
using Commerce.Domain.Customers;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Commerce.Architecture;

/// <summary>Deny by default: who may call what is written at every endpoint, once.</summary>
public class AccessSpecs
{
    [Fact]
    public void every_endpoint_says_exactly_once_who_may_call_it() =>
        Law.Holds(Running.Endpoints, Rules, Canary("says nothing"), Canary("says two things", Access.Anyone, Access.Staff("catalog:write")));

    [Fact]
    public void every_scope_an_endpoint_asks_for_exists() =>
        Law.Holds(Running.Endpoints, UnknownScope, Canary("asks for what nobody can have", Access.Staff("catalog:wirte")));

    [Fact]
    public void every_scope_that_exists_opens_something() =>
        Law.Holds(Scopes.All, scope => Running.Endpoints.Any(endpoint => Asks(endpoint) == scope) ? [] : [$"{scope} opens nothing."], "catalog:wirte");

    [Fact]
    public void whatever_is_under_admin_is_for_staff_only() =>
        Law.Holds(Running.Endpoints, AdminForOthers, Canary("opens the back door", Access.Anyone));

    private static IEnumerable<string> Rules(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetOrderedMetadata<Access>() is { Count: not 1 } rules)
            yield return $"{endpoint.RoutePattern.RawText} ({endpoint.DisplayName}) has {rules.Count} access rules.";
    }

    private static IEnumerable<string> UnknownScope(RouteEndpoint endpoint)
    {
        if (Asks(endpoint) is { } scope && !Scopes.All.Contains(scope))
            yield return $"{endpoint.RoutePattern.RawText} asks for {scope}, which is not in Scopes.";
    }

    private static IEnumerable<string> AdminForOthers(RouteEndpoint endpoint)
    {
        if (endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("v1/admin", StringComparison.Ordinal) && Asks(endpoint) is null)
            yield return $"{endpoint.RoutePattern.RawText} is under /v1/admin and asks for no scope.";
    }

    private static string? Asks(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<Access>().OfType<Access.Scoped>().FirstOrDefault()?.Scope;

    private static RouteEndpoint Canary(string name, params Access[] rules) =>
        new(_ => Task.CompletedTask, RoutePatternFactory.Parse("/v1/admin/canary"), 0, new EndpointMetadataCollection(rules), name);
}
