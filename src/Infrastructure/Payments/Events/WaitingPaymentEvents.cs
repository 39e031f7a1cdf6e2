using Commerce.Application.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Payments.Events;

/// <summary>Offers again what nobody could place when it came: an event that was faster than our own record of its payment, or whose node died half-way. Any number of nodes may run this.</summary>
internal sealed partial class WaitingPaymentEvents(IPaymentEvents events, IServiceScopeFactory scopes, ILogger<WaitingPaymentEvents> log)
    : Rounds(TimeSpan.FromSeconds(1), "Waiting payment events could not be read; they are read again later.", log)
{
    protected override async Task Round(CancellationToken ct)
    {
        foreach (var heard in await events.Take(limit: 50, ct))
            await Offer(heard, ct);
    }

    private async Task Offer(ProviderEvent heard, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<PaymentInbox>().Offer(heard, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            NotApplied(Log, heard.Provider, heard.EventId, failure);
            await events.Note(heard, failure.Message, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The event {EventId} of {Provider} had no effect; it is tried again later.")]
    private static partial void NotApplied(ILogger log, string provider, string eventId, Exception failure);
}
