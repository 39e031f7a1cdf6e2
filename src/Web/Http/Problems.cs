using System.Diagnostics;
using Commerce.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Commerce.Web.Http;

/// <summary>The one mapping from refusals to RFC 9457 problems.</summary>
public static class Problems
{
    public static ProblemHttpResult Of(Refusal refusal)
    {
        var problem = Document(Status(refusal.Kind), refusal.Code, refusal.Message);
        foreach (var (name, value) in refusal.Facts)
            problem.Extensions[name] = value;

        return TypedResults.Problem(problem);
    }

    /// <summary>A problem that no refusal stands behind: a fault, or HTTP's own.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail, params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        var problem = Document(status, code, detail);
        foreach (var (name, value) in facts)
            problem.Extensions[name] = value;

        return TypedResults.Problem(problem);
    }

    /// <summary>For a status that the framework answers with nothing beside it.</summary>
    public static ProblemHttpResult OfBare(int status) => status switch
    {
        404 => Of(404, "request.no_such_page", "There is nothing here."),
        405 => Of(405, "request.method_not_allowed", "This path does not know that method. The Allow header lists those it knows."),
        413 => Of(413, "request.too_large", "The request body is larger than this endpoint reads."),
        415 => Of(415, "request.unsupported_media_type", "Send the body as application/json."),
        _ => Of(status, "request.invalid", $"{ReasonPhrases.GetReasonPhrase(status)}."),
    };

    public static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => 400,
        RefusalKind.Unauthenticated => 401,
        RefusalKind.Forbidden => 403,
        RefusalKind.NotFound => 404,
        RefusalKind.Conflict => 409,
        RefusalKind.Expired => 410,
        RefusalKind.Stale => 412,
        RefusalKind.Unprocessable => 422,
        RefusalKind.Throttled => 429,
        RefusalKind.Unavailable => 503,
        _ => throw new UnreachableException($"{kind} has no status."),
    };

    /// <summary>The writer of the framework would put a whole traceparent here.</summary>
    internal static void Trace(ProblemDetails problem) => problem.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString();

    private static ProblemDetails Document(int status, string code, string detail) => new()
    {
        Type = $"/problems/{code}",
        Title = ReasonPhrases.GetReasonPhrase(status),
        Status = status,
        Detail = detail,
        Extensions = { ["code"] = code, ["traceId"] = Activity.Current?.TraceId.ToHexString() },
    };
}
