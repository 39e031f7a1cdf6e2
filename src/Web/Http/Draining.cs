using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Commerce.Web.Http;

/// <summary>
/// Leaves without a failed request. Asked to end (SIGTERM), the node is not ready any more at once, and goes on answering for <c>Http:DrainSeconds</c>, until whoever shares requests out has seen it.
/// Each answer closes its connection meanwhile, so that none is in use when the node stops listening. What still runs then is let finish.
/// </summary>
/// <param name="patience">How long it goes on.</param>
internal sealed class Draining(IHostApplicationLifetime lifetime, TimeSpan patience) : IHostedLifecycleService, IHealthCheck
{
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HasBegun ? HealthCheckResult.Unhealthy("This node is going down and takes no new work.") : HealthCheckResult.Healthy());

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (patience > TimeSpan.Zero)
            await Task.Delay(patience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Puts it in.</summary>
internal static class DrainingSetup
{
    /// <summary>For requests that are under way when the node stops listening.</summary>
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(30);

    /// <param name="patience">How long a node that was asked to end goes on answering.</param>
    public static IServiceCollection AddDraining(this IServiceCollection services, TimeSpan patience)
    {
        services.AddSingleton(provider => new Draining(provider.GetRequiredService<IHostApplicationLifetime>(), patience)).AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddHealthChecks().AddCheck<Draining>("node");
        return services.Configure<HostOptions>(host => host.ShutdownTimeout = patience + LastRequests);
    }

    public static IApplicationBuilder UseDraining(this IApplicationBuilder app)
    {
        var draining = app.ApplicationServices.GetRequiredService<Draining>();

        return app.Use((context, next) =>
        {
            // HTTP/2 says it by itself, and knows no such header.
            if (draining.HasBegun && HttpProtocol.IsHttp11(context.Request.Protocol))
                context.Response.Headers.Connection = "close";

            return next(context);
        });
    }
}
