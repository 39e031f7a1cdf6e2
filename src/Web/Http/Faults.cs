using System.Text.Json;
using Commerce.Application.Pipeline;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Commerce.Web.Http;

/// <summary>Turns what was thrown into a problem: unreadable requests into 400, dependencies that do not answer into 503, the rest into 500 without detail.</summary>
internal sealed class Faults : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return false;

        var problem = exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } => Problems.Of(400, "request.invalid", "The body is not the JSON this endpoint reads.", ("errors", new[] { new RequestFault(Pointer(json.Path), "Not of the documented type, unknown, or given twice.") })),
            BadHttpRequestException { StatusCode: 413 } => Problems.Of(413, "request.too_large", "The request body is larger than this endpoint reads."),
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, "request.invalid", bad.Message),
            DependencyUnavailableException down => Problems.Of(503, down.Code, down.Message),
            NpgsqlException { IsTransient: true } => Problems.Of(503, "database_unavailable", "The database does not answer. Repeat the request."),
            _ => Problems.Of(500, "internal", "Something went wrong on our side. Report the traceId."),
        };

        await context.Answer(problem);
        return true;
    }

    /// <summary>System.Text.Json's <c>$.lines[0].units</c> as <c>/lines/0/units</c>.</summary>
    private static string Pointer(string? path) => path is null or "$" ? "" : JsonPointer.Of(path.TrimStart('$'));
}
