using Commerce.Application.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Payments.Events;

/// <summary>Offers again what nobody could place when it came: an event that was faster than our own record of its payment, or whose node died half-way. Any number of nodes may run this.</summary>
internal sealed partial class WaitingPaymentEvents(IPaymentEvents events, IServiceScopeFactory scopes, ILogger<WaitingPaymentEvents> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var heard in await events.Take(limit: 50, stoppingToken))
                    await Offer(heard, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(log, failure);
            }
        }
    }

    private async Task Offer(ProviderEvent heard, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<PaymentInbox>().Offer(heard, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotApplied(log, heard.Provider, heard.EventId, failure);
            await events.Note(heard, failure.Message, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The event {EventId} of {Provider} had no effect; it is tried again later.")]
    private static partial void NotApplied(ILogger log, string provider, string eventId, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting payment events could not be read; they are read again later.")]
    private static partial void Failed(ILogger log, Exception failure);
}
