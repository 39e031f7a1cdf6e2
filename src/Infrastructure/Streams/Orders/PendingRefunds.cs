using Commerce.Application.Orders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Streams.Orders;

/// <summary>Asks again for refunds whose outcome is unknown: the node died half-way, or the provider's answer was lost. Any number of nodes may run this; the provider counts each refund once.</summary>
internal sealed class PendingRefunds(IServiceScopeFactory scopes, IConfiguration configuration, ILogger<PendingRefunds> log)
    : Rounds(TimeSpan.FromSeconds(Math.Clamp(Rested(configuration).TotalSeconds / 3, 0.2, 10)), "Pending refunds could not be asked for; they are asked for again.", log)
{
    private readonly TimeSpan rested = Rested(configuration);

    protected override async Task Round(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var order in await scope.ServiceProvider.GetRequiredService<IOrderList>().WithPendingRefunds(rested, limit: 20, ct))
            await scope.ServiceProvider.GetRequiredService<OrderRefunds>().SettlePending(order, ct);
    }

    /// <summary>Long enough for a request that is still at it: setting <c>Orders:RefundRetrySeconds</c>.</summary>
    private static TimeSpan Rested(IConfiguration configuration) => TimeSpan.FromSeconds(configuration.GetValue("Orders:RefundRetrySeconds", 30.0));
}
