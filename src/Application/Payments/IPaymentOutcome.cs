namespace Commerce.Application.Payments;

/// <summary>
/// Whoever waits for what a provider says of its own accord: checkouts for the outcome of an attempt, orders for that of a refund. All implementations are asked about every event;
/// each may be asked about the same one again, late, and in any order, and must then change nothing it should not.
/// </summary>
public interface IPaymentOutcome
{
    /// <summary>
    /// True when the attempt (or the refund) is known here and the outcome has had its effect, now or before. False when nobody here waits for it, or not yet: the event is kept and offered again.
    /// What throws is offered again too.
    /// </summary>
    Task<bool> Apply(ProviderEvent heard, CancellationToken ct);
}
