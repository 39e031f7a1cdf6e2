using JasperFx.Events.Daemon;
using Marten;
using Marten.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Streams;

/// <summary>
/// Marten's daemon: hands the facts of the log, in order and at least once, to everything that derives from <see cref="SubscriptionBase"/>; those are found by scan.
/// One node at a time does it, by an advisory lock that dies with its connection; where each follower stands is kept in PostgreSQL, so another node goes on from there.
/// </summary>
internal static class Daemon
{
    /// <summary>How long nobody follows when the node that did was killed.</summary>
    private static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(2);

    /// <summary>A follower must not be built with what needs the store, which is what is being built when it is asked for.</summary>
    public static IServiceCollection AddDaemon(this MartenServiceCollectionExtensions.MartenConfigurationExpression marten)
    {
        marten.AddAsyncDaemon(DaemonMode.HotCold);

        // A line at Information for every start, stop and step of each follower.
        return marten.Services
            .AddLogging(logging => logging.AddFilter("Marten.Events.Daemon", LogLevel.Warning).AddFilter("JasperFx.Events.Daemon", LogLevel.Warning))
            .ConfigureMarten((provider, options) =>
            {
                options.Projections.LeadershipPollingTime = (int)TakeOver.TotalMilliseconds;
                foreach (var follower in provider.GetServices<SubscriptionBase>())
                    options.Projections.Subscribe(follower, subscription => { });
            });
    }
}
