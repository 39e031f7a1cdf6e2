using Carter;
using Commerce.Application.Operations;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Operations;

/// <summary>What operators do to the running shop; the same as the commands of the program, see docs/operations.md.</summary>
public sealed class OperationsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var redis = app.MapGroup("/v1/admin/redis").WithTags("Operations");

        redis.MapGet("/verification", Verify).WithName(nameof(VerifyRedis)).Allow(Access.Staff("operations:read"));
        redis.MapPost("/reconciliation", Reconcile).WithName(nameof(ReconcileRedis)).Allow(Access.Staff("operations:write")).Refuses("operations.busy");
        redis.MapPost("/rebuild", Rebuild).WithName(nameof(RebuildRedis)).Allow(Access.Staff("operations:write")).Refuses("operations.busy");
    }

    /// <param name="DryRun">Only say what would be mended.</param>
    public sealed record ReconcileRedisRequest(bool DryRun = false);

    /// <param name="DryRun">Only say how much there is to make.</param>
    public sealed record RebuildRedisRequest(bool DryRun = false);

    [EndpointSummary("Compare Redis with PostgreSQL")]
    private static async Task<Results<Ok<LayerReport>, ProblemHttpResult>> Verify(ISender sender, CancellationToken ct) =>
        (await sender.Send(new VerifyRedis.Query(), ct)).ToHttp();

    [EndpointSummary("Make Redis agree with PostgreSQL, keeping live holds")]
    private static async Task<Results<Ok<LayerReport>, ProblemHttpResult>> Reconcile(ReconcileRedisRequest body, CallContext call, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ReconcileRedis.Command(By(call), body.DryRun), ct)).ToHttp();

    [EndpointSummary("Empty Redis and fill it again from PostgreSQL")]
    private static async Task<Results<Ok<LayerReport>, ProblemHttpResult>> Rebuild(RebuildRedisRequest body, CallContext call, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RebuildRedis.Command(By(call), body.DryRun), ct)).ToHttp();

    /// <summary>As the commands say it: who, and from where.</summary>
    private static string By(CallContext call) => $"{call.Caller.Name} from {call.From}";
}
