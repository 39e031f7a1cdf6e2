using System.Text.Json;
using System.Threading.Channels;
using Commerce.Application.DryRuns;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Redis.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Redis.DryRuns;

/// <summary>Runs the dry runs that were asked of this node, one after the other, and tells of them in Redis, so that any node can be asked how far they are.</summary>
internal sealed partial class RedisDryRuns(RedisConnections redis, Ttl ttl, IServiceProvider services, TimeProvider clock, ILogger<RedisDryRuns> log) : BackgroundService, IDryRuns
{
    /// <summary>Between two reports of how far it is: often enough to be watched, seldom enough to cost nothing.</summary>
    private const int Step = 100;

    private readonly Channel<(DryRunView Run, DryRunPlan Plan)> waiting = Channel.CreateBounded<(DryRunView, DryRunPlan)>(8);

    public async Task<Result<DryRunView>> Start(DryRunPlan plan, CancellationToken ct)
    {
        var run = new DryRunView(Guid.CreateVersion7(), DryRunState.Waiting, plan.Before.Pricing.Version, plan.Before.Discounts.Version, 0, 0, clock.GetUtcNow(), null, null, null);
        await Tell(run, ct);
        return waiting.Writer.TryWrite((run, plan)) ? run : DryRunRefusals.TooMany;
    }

    public async Task<DryRunView?> Find(Guid id, CancellationToken ct)
    {
        var told = await redis.Run(database => database.StringGetAsync(Keys.DryRuns.Run(id)), ct, RedisLayer.Application);
        return told.IsNull ? null : JsonSerializer.Deserialize<DryRunView>(told.ToString(), RuleSpelling.Json);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (run, plan) in waiting.Reader.ReadAllAsync(stoppingToken))
            await Run(run, plan, stoppingToken);
    }

    private async Task Run(DryRunView run, DryRunPlan plan, CancellationToken stopping)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            run = run with { State = DryRunState.Running, Total = await scope.ServiceProvider.GetRequiredService<IRecentBaskets>().Count(plan, stopping) };
            await Tell(run, stopping);
            var report = await scope.ServiceProvider.GetRequiredService<DryRunReplay>().Run(
                plan, done => (run = run with { Done = done }).Done % Step == 0 ? Tell(run, stopping) : Task.CompletedTask, stopping);

            await Tell(run with { State = DryRunState.Done, FinishedAt = clock.GetUtcNow(), Report = report }, stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Failed(log, run.Id, fault);
            await Give(run with { State = DryRunState.Failed, FinishedAt = clock.GetUtcNow(), Failure = "It could not be finished." });
        }
        catch (OperationCanceledException)
        {
            await Give(run with { State = DryRunState.Failed, FinishedAt = clock.GetUtcNow(), Failure = "The node that ran it was stopped." });
        }
    }

    private async Task Tell(DryRunView run, CancellationToken ct) =>
        await redis.Run(database => database.StringSetAsync(Keys.DryRuns.Run(run.Id), JsonSerializer.Serialize(run, RuleSpelling.Json), ttl.DryRun), ct, RedisLayer.Application);

    /// <summary>Where nothing more can be done if Redis does not take it.</summary>
    private async Task Give(DryRunView run)
    {
        try
        {
            await Tell(run, CancellationToken.None);
        }
        catch (Exception fault) when (Resilience.IsWithout(fault))
        {
            // It stays as it was told last, and goes by its time.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Dry run {Id} failed")]
    private static partial void Failed(ILogger log, Guid id, Exception fault);
}
