using System.Reflection;
using Microsoft.OpenApi;

namespace Commerce.Web.Http.Document;

/// <summary>What of an endpoint decides its headers and refusals.</summary>
/// <param name="Codes">What it refuses with of its own.</param>
/// <param name="TakesKey">A POST that reads <c>Idempotency-Key</c>.</param>
/// <param name="TakesVersion">Reads <c>If-Match</c>.</param>
internal sealed record Traits(IReadOnlySet<string> Codes, Access? Access, bool Changes, bool TakesKey, bool NeedsKey, bool TakesVersion, bool TakesBody, bool TakesInput, bool KnowsCaller, bool IsPriced)
{
    public static Traits Of(string? method, IList<object> endpoint, OpenApiOperation operation)
    {
        var handler = endpoint.OfType<MethodInfo>().FirstOrDefault();
        var isPost = method == HttpMethods.Post;

        return new(
            endpoint.OfType<RefusalCodes>().LastOrDefault()?.Codes ?? new HashSet<string>(),
            endpoint.OfType<Access>().LastOrDefault(),
            Changes: method != HttpMethods.Get,
            TakesKey: isPost && !endpoint.OfType<AnswerNotKept>().Any(),
            NeedsKey: endpoint.OfType<IdempotencyKeyNeeded>().Any(),
            TakesVersion: handler?.GetParameters().Any(parameter => parameter.ParameterType == typeof(IfMatch)) == true,
            TakesBody: operation.RequestBody is not null,
            TakesInput: operation.RequestBody is not null || operation.Parameters is { Count: > 0 },
            KnowsCaller: !endpoint.OfType<CallerIgnored>().Any(),
            IsPriced: endpoint.OfType<PricedForMarket>().Any());
    }

    /// <summary>Statuses the endpoint names itself, and those that come by themselves.</summary>
    public IEnumerable<int> Refusals(IEnumerable<int> named)
    {
        var statuses = new SortedSet<int>(named) { 500, 503 };
        if (TakesInput || TakesKey || TakesVersion || KnowsCaller)
            statuses.Add(400);
        if (KnowsCaller)
            statuses.Add(401);
        if (Access is Access.Scoped or Access.SignedIn)
            statuses.Add(403);
        if (TakesKey)
            statuses.UnionWith([409, 422]);
        if (TakesVersion)
            statuses.UnionWith([409, 412]);
        if (TakesBody)
            statuses.UnionWith([413, 415]);

        return statuses;
    }

    /// <summary>The endpoint's own codes, and those everybody shares that can happen here.</summary>
    public bool CanAnswer(ProblemEntry entry) => Codes.Contains(entry.Code) || entry.Code switch
    {
        "request.no_such_page" or "request.method_not_allowed" => false,
        "request.too_large" => TakesBody,
        "idempotency.key_required" => NeedsKey,
        "stream.moved_on" => Changes,
        var code when code.StartsWith("idempotency", StringComparison.Ordinal) => TakesKey,
        var code => entry.Feature == "request" || AtTheDoor.Contains(code),
    };

    /// <summary>What a credential alone can be refused with; the other codes of access belong to its own endpoints.</summary>
    private static readonly HashSet<string> AtTheDoor =
        ["access.sign_in_required", "access.denied", "access.token_invalid", "access.token_expired", "access.key_invalid", "access.two_credentials", "issuer_unavailable"];
}
