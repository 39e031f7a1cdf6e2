using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>Takes a payment: writes the attempt down, asks the gateway, and lets <see cref="Settlement"/> do the rest.</summary>
internal sealed class Cashier(
    ICheckouts checkouts, ICheckoutLock locks, CheckoutDesk desk, Settlement settlement, PaymentGateways gateways, CallContext call)
{
    /// <param name="first">What is to happen to the checkout in the same commit before it is locked and paid.</param>
    /// <param name="details">The details as they will be then.</param>
    public async Task<Result<CheckoutView>> Pay(
        OwnCheckout own, IReadOnlyList<Checkout.Command> first, Details details, PaymentMeans means, string? orderToken, CancellationToken ct)
    {
        var chosen = gateways.Choose(means.Provider);
        if (!chosen.Is(out var provider))
            return chosen.Refusal!;

        var attempt = AttemptOf(own.Id, call.Key);
        var commands = new List<Checkout.Command>(first);
        if (own.State is Checkout.None or Checkout.Created)
        {
            var frozen = await desk.Freeze(own, details, ct);
            if (!frozen.Is(out var freeze))
                return frozen.Refusal!;

            commands.Add(freeze);
        }

        commands.Add(new Checkout.Command.StartPayment(attempt, provider));

        Progress? progress = null;
        call.MoreFollows = true;
        var isThere = own.State is not Checkout.None;
        try
        {
            var started = await checkouts.Decide(own.Id, isThere ? null : 0, commands, Started, ct);
            isThere |= started.Refusal is null;
            if (started.Refusal is { } refusal)
                return refusal;
        }
        finally
        {
            // A checkout that never came to be keeps nobody out. If it did and only the answer was lost, whoever moves it next takes the lock again.
            if (!isThere)
                await locks.Free(own.Cart!.Id, own.Id, CancellationToken.None);
        }

        // From here on money is at stake: the browser may leave, the work goes on.
        return progress!.State is Checkout.PaymentPending { Attempt: var running }
            ? await settlement.Go(progress, attempt, await gateways.Of(running.Provider!).Authorise(new(attempt, own.Id, running.Amount, means.Token, ReturnTo: means.ReturnTo), CancellationToken.None), CancellationToken.None)
            : await settlement.Go(progress, CancellationToken.None);

        CheckoutView Started(Checkout state, long version)
        {
            progress = new(own.Id, state, version) { Estimate = known => own.Estimate(known), OrderToken = orderToken };
            return progress.View;
        }
    }

    /// <summary>Made of the request's idempotency key, so that a repeated request is the same attempt, here and at the gateway.</summary>
    internal static Guid AttemptOf(Guid checkoutId, IdempotencyKey? key) => key is null ? Guid.CreateVersion7() : Fingerprint.Id($"attempt/{checkoutId:N}/{key.Id}");
}

/// <summary>What the shopper pays with.</summary>
/// <param name="Token">From the provider's own form; stands for a card and never holds one.</param>
/// <param name="ReturnTo">Where the provider sends the shopper after a challenge; http or https.</param>
/// <param name="Provider">Whose token it is; null for the shop's first.</param>
public sealed record PaymentMeans(string Token, Uri? ReturnTo = null, string? Provider = null);
