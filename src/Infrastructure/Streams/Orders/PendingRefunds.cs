using Commerce.Application.Orders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Streams.Orders;

/// <summary>Asks again for refunds whose outcome is unknown: the node died half-way, or the provider's answer was lost. Any number of nodes may run this; the provider counts each refund once.</summary>
internal sealed partial class PendingRefunds(IServiceScopeFactory scopes, IConfiguration configuration, ILogger<PendingRefunds> log) : BackgroundService
{
    /// <summary>Long enough for a request that is still at it: setting <c>Orders:RefundRetrySeconds</c>.</summary>
    private readonly TimeSpan rested = TimeSpan.FromSeconds(configuration.GetValue("Orders:RefundRetrySeconds", 30.0));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Clamp(rested.TotalSeconds / 3, 0.2, 10)));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                foreach (var order in await scope.ServiceProvider.GetRequiredService<IOrderList>().WithPendingRefunds(rested, limit: 20, stoppingToken))
                    await scope.ServiceProvider.GetRequiredService<OrderRefunds>().SettlePending(order, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(log, failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pending refunds could not be asked for; they are asked for again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
