using System.Globalization;
using Commerce.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Http;

/// <summary>Headers that belong to a problem: how to authenticate (401), when to come back (429, 503, or whenever a refusal says so).</summary>
internal static class ProblemHeaders
{
    public static void Set(HttpResponse response, ProblemHttpResult problem)
    {
        if (problem.StatusCode == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = problem.ProblemDetails.Extensions["code"] is "access.token_invalid" or "access.token_expired" ? "Bearer error=\"invalid_token\"" : "Bearer";

        if (problem.ProblemDetails.Extensions.TryGetValue("retryAfterSeconds", out var wait) && wait is IConvertible)
            response.Headers.RetryAfter = Convert.ToString(wait, CultureInfo.InvariantCulture);
        else if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = "1";
    }
}

/// <summary>Problems outside of endpoints.</summary>
internal static class Refusals
{
    public static Task Refuse(this HttpContext context, Refusal refusal) => context.Answer(Problems.Of(refusal));

    public static Task Answer(this HttpContext context, ProblemHttpResult problem)
    {
        ProblemHeaders.Set(context.Response, problem);
        return problem.ExecuteAsync(context);
    }
}
