using System.Diagnostics.Metrics;

namespace Commerce.Application.Payments;

/// <summary>Offers stored events to those who wait for them. Safe to run for the same event any number of times.</summary>
internal sealed class PaymentInbox(IPaymentEvents events, IEnumerable<IPaymentOutcome> waiting)
{
    private static readonly Meter Meter = new("Commerce");
    private static readonly Counter<long> Heard = Meter.CreateCounter<long>("commerce.payments.webhooks", description: "Webhooks by provider and outcome: settled, waiting, duplicate, irrelevant, or the code of the refusal.");

    public static void Count(string provider, string outcome) => Heard.Add(1, new KeyValuePair<string, object?>("provider", provider), new("outcome", outcome));

    public async Task Accept(ProviderEvent heard, ReadOnlyMemory<byte> body, CancellationToken ct) =>
        Count(heard.Provider, await events.Store(heard, body, ct) ? (await Offer(heard, ct) ? "settled" : "waiting") : "duplicate");

    /// <summary>True when somebody knew what to do with it.</summary>
    public async Task<bool> Offer(ProviderEvent heard, CancellationToken ct)
    {
        var known = false;
        foreach (var outcome in waiting)
            known |= await outcome.Apply(heard, ct);

        if (known)
            await events.Settle(heard, ct);

        return known;
    }
}
