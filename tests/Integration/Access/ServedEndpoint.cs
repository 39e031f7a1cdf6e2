using System.Text.RegularExpressions;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rule = Commerce.Web.Http.Access;

namespace Commerce.Integration.Access;

/// <summary>An endpoint as the running shop serves it: read from its routes, so that a new one is covered without anybody thinking of it.</summary>
internal sealed partial record ServedEndpoint(string Method, string Pattern, string? Name, Rule Rule, bool IgnoresCaller)
{
    /// <summary>Up to the first id: what the endpoint is about.</summary>
    public string? Resource => Parameters().Match(Pattern) is { Success: true } first ? Pattern[..(first.Index + first.Length)] : null;

    public static IReadOnlyList<ServedEndpoint> All(IServiceProvider services) =>
    [
        .. from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new ServedEndpoint(
               method,
               Plain(endpoint.RoutePattern.RawText!),
               endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName,
               endpoint.Metadata.GetRequiredMetadata<Rule>(),
               endpoint.Metadata.GetMetadata<CallerIgnored>() is not null),
    ];

    /// <summary>The path with these values in place of its ids; null when one is missing.</summary>
    public string? Path(IReadOnlyDictionary<string, string> values) => Parameters().Matches(Pattern).All(hole => values.ContainsKey(hole.Groups[1].Value))
        ? Parameters().Replace(Pattern, hole => values[hole.Groups[1].Value])
        : null;

    public override string ToString() => $"{Method} {Pattern}{(Name is null ? "" : $" ({Name})")}";

    /// <summary>Without constraints: <c>{addressId:guid}</c> becomes <c>{addressId}</c>. A slash in front, none at the end.</summary>
    private static string Plain(string pattern) => $"/{Parameters().Replace(pattern, "{$1}").Trim('/')}";

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameters();
}
