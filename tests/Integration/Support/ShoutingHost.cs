using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Integration.Support;

/// <summary>A host whose one subscription prints every fact that it is given. Of several on one database one at a time is given any.</summary>
internal static class ShoutingHost
{
    public static void Configure(StoreOptions options, string postgres)
    {
        options.Connection(postgres);
        options.DisableNpgsqlLogging = true;
        options.Events.AddEventType<Happened>();
        options.Projections.LeadershipPollingTime = 250;
        options.Projections.Subscribe(new Shouting(), _ => { });
    }

    public static Task Start(string postgres)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddMarten(options => Configure(options, postgres)).AddAsyncDaemon(DaemonMode.HotCold);
        return builder.Build().StartAsync();
    }

    public sealed record Happened(int Number);

    private sealed class Shouting : SubscriptionBase
    {
        public override Task<IChangeListener> ProcessEventsAsync(EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
        {
            foreach (var fact in page.Events.Select(fact => fact.Data).OfType<Happened>())
                Console.WriteLine($"heard {fact.Number}");

            return Task.FromResult(NullChangeListener.Instance);
        }
    }
}
