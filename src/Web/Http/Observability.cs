using System.Text.Json;
using Commerce.Infrastructure.Operations;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Commerce.Web.Http;

/// <summary>What operators look at: <c>/health/live</c>, <c>/health/ready</c>, <c>/metrics</c>, and traces by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
internal static class Observability
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static IServiceCollection AddObservability(this IServiceCollection services, IConfiguration configuration)
    {
        var exports = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
        services.AddOpenTelemetry()
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Telemetry.Name, "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Polly").AddRuntimeInstrumentation().AddPrometheusExporter();
                if (exports)
                    metrics.AddOtlpExporter();
            })
            .WithTracing(traces =>
            {
                if (!exports)
                    return;

                traces.AddSource(Telemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddNpgsql()
                    .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(configuration.GetValue("Telemetry:SampleRatio", 0.01))))
                    .AddOtlpExporter();
            });
        return services;
    }

    public static void MapObservability(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).ExcludeFromDescription().Allow(Access.Anyone).IsNotCounted();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).ExcludeFromDescription().Allow(Access.Anyone).IsNotCounted();
        app.MapPrometheusScrapingEndpoint("/metrics").ExcludeFromDescription().Allow(Access.Anyone).IsNotCounted();
    }

    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), note = entry.Value.Description, figures = entry.Value.Data }),
        },
        Json,
        context.RequestAborted);
}
