namespace Commerce.Application.Payments;

/// <summary>Every event a provider has ever told us, kept before anything is made of it.</summary>
public interface IPaymentEvents
{
    /// <summary>Stores an event once by provider and event id.</summary>
    /// <param name="body">As it arrived, for those who have to find out later what really happened.</param>
    /// <returns>True unless it was stored and had its effect before.</returns>
    Task<bool> Store(ProviderEvent heard, ReadOnlyMemory<byte> body, CancellationToken ct);

    /// <summary>Notes why an event had no effect when it was offered, for operators; it is offered again all the same.</summary>
    Task Note(ProviderEvent heard, string problem, CancellationToken ct);

    /// <summary>The event has had its effect and is not offered again.</summary>
    Task Settle(ProviderEvent heard, CancellationToken ct);

    /// <summary>Takes up to <paramref name="limit"/> events that wait and are due again, for this caller alone; the pause until each is due once more grows from a second to an hour. After three days an event is left for people.</summary>
    Task<IReadOnlyList<ProviderEvent>> Take(int limit, CancellationToken ct);
}
