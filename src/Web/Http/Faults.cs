using System.Diagnostics;
using Commerce.Application.Pipeline;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Commerce.Web.Http;

/// <summary>Turns what was thrown into a problem: unreadable requests into 400, dependencies that do not answer into 503, the rest into 500 without detail, which the log has.</summary>
internal sealed partial class Faults(ILogger<Faults> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return false;

        var problem = exception switch
        {
            BadHttpRequestException bad => UnreadableRequests.Explain(bad),
            DependencyUnavailableException down => Problems.Of(503, down.Code, down.Message),
            NpgsqlException { IsTransient: true } => Problems.Of(503, "database_unavailable", "The database does not answer. Repeat the request."),
            _ => Problems.Of(500, "internal", "Something went wrong on our side. Report the traceId."),
        };

        // What was handled the framework leaves out of the log.
        if (problem.StatusCode is StatusCodes.Status500InternalServerError)
            Broken(log, exception, context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName, Activity.Current?.TraceId.ToHexString());

        SecurityHeaders.Set(context);
        await context.Answer(problem);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} has a fault; the caller was told 500 with traceId {TraceId}.")]
    private static partial void Broken(ILogger log, Exception fault, string? endpoint, string? traceId);
}
