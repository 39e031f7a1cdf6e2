using Commerce.Application.Orders;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>
/// Brings a checkout that has asked for money to rest: an order or the money back. The shopper's own request, a webhook, the return from a challenge and the recovery worker all
/// use this one way. Every step is repeatable and written down before the next, so it may stop anywhere and be begun again by anybody, also by two at once.
/// </summary>
internal sealed partial class Settlement(
    ICheckouts checkouts,
    ICheckoutIndex index,
    IOrderPlacement placement,
    IOrderCompletion completion,
    IOrders orders,
    PaymentGateways gateways,
    Aftermath aftermath,
    CallContext call,
    TimeProvider clock) : IPaymentOutcome
{
    /// <summary>No way from any state to rest is longer; a checkout that others keep moving is left to them.</summary>
    private const int MostSteps = 12;

    private const string MovedOn = "stream.moved_on";

    /// <summary>How often news is decided anew because somebody else moved the checkout at that moment.</summary>
    private const int MostRaces = 5;

    /// <summary>A webhook: applies what it says and carries on from there. False when others kept moving the checkout: it is offered again.</summary>
    public async Task<bool> Apply(ProviderEvent heard, CancellationToken ct)
    {
        if (await index.OfAttempt(heard.AttemptId, ct) is not { } id)
            return false;

        var progress = await Read(id, ct);
        if (heard.Outcome is GatewayAnswer.Refunded && progress.State is not (Checkout.RefundPending or Checkout.Refunded or Checkout.Review { IsOwed: true }) && progress.State.Session.Stray(heard.AttemptId) is null)
            return false;

        var refusal = await Hear(progress, heard.AttemptId, heard.Outcome, ct);
        await Carry(progress, ct);
        return refusal is not { Code: MovedOn };
    }

    /// <summary>What a session past its time, or one that rests too long, needs.</summary>
    public async Task Recover(Guid id, CancellationToken ct)
    {
        var progress = await Read(id, ct);
        if (progress.State is Checkout.Created or Checkout.Locked or Checkout.PaymentFailed && progress.State.Session.IsOver(clock.GetUtcNow()))
            await Commit(progress, [new Checkout.Command.Expire()], ct);

        await Push(progress, ct);
    }

    /// <summary>Asks the provider where that is what is missing, and carries on.</summary>
    public async Task<Result<CheckoutView>> Push(Progress progress, CancellationToken ct)
    {
        if (progress.State is Checkout.PaymentPending pending)
            await Ask(progress, pending, ct);

        return await Go(progress, ct);
    }

    /// <summary>A person has decided about a payment in REVIEW. What the provider says now is heard first: the decision must fit what is known.</summary>
    public async Task<Result<CheckoutView>> Review(Guid id, Checkout.Command decision, CancellationToken ct)
    {
        var (state, version) = await checkouts.Load(id, ct);
        if (state is not Checkout.Known)
            return Checkout.Unknown;

        var progress = new Progress(id, state, version);
        if (progress.State is Checkout.Review { Payment: null, AttemptId: var attempt })
        {
            progress.IsUndecided = true;
            await Hear(progress, attempt, await GatewayOf(progress.State, attempt).Find(attempt, ct), ct);
            progress.IsUndecided = false;
        }

        return await Commit(progress, [decision], ct) is { } refusal ? refusal : await Go(progress, CancellationToken.None);
    }

    /// <summary>The provider's answer to a call of ours, and all that follows from it.</summary>
    public async Task<Result<CheckoutView>> Go(Progress progress, Guid attemptId, GatewayAnswer answer, CancellationToken ct)
    {
        await Hear(progress, attemptId, answer, ct);
        return await Go(progress, ct);
    }

    /// <inheritdoc cref="Go(Progress,Guid,GatewayAnswer,CancellationToken)"/>
    public async Task<Result<CheckoutView>> Go(Progress progress, CancellationToken ct)
    {
        await Carry(progress, ct);
        return Answer(progress);
    }

    public async Task<Progress> Read(Guid id, CancellationToken ct)
    {
        var (state, version) = await checkouts.Load(id, ct);
        return new(id, state, version);
    }

    private static Result<CheckoutView> Answer(Progress progress) => progress.SoldOut is { } refusal ? refusal : progress.View;

    private async Task Carry(Progress progress, CancellationToken ct)
    {
        for (var step = 0; step < MostSteps && progress.MovesOn; step++)
        {
            var before = progress.Version;
            await (progress.State switch
            {
                Checkout.OrderCreated s => Capture(progress, s, ct),
                Checkout.RefundPending s => GiveBack(progress, s, ct),
                var paid => Place(progress, [], paid, ct),
            });

            // The provider did not say, or would not: rests here until it is asked again.
            if (progress.Version == before)
                break;
        }

        foreach (var stray in progress.State.Session.Strays.Where(stray => !stray.IsReturned).ToArray())
            await GiveBack(progress, stray, ct);

        await aftermath.Follow(progress.Id, progress.State, progress.Version, null, ct, endHolds: !progress.HasClaimed);
    }

    /// <summary>One commit. A checkout that moved meanwhile is read again, and whoever looks at it next goes on from there.</summary>
    /// <param name="expected">The version the commands were chosen for, where another state would ask for another way to write them.</param>
    private async Task<Refusal?> Commit(Progress progress, IReadOnlyList<Checkout.Command> commands, CancellationToken ct, long? expected = null) =>
        await Follow(progress, await checkouts.Decide(progress.Id, expected, commands, (state, version) => View(progress, state, version), ct), ct);

    private async Task<Refusal?> Follow(Progress progress, Result<CheckoutView> written, CancellationToken ct)
    {
        // Whatever the refusal: a try that lost its race has shown a state that was never written.
        if (written.Refusal is not null)
        {
            var (state, version) = await checkouts.Load(progress.Id, ct);
            progress.At(state, version);
        }

        return written.Refusal;
    }

    /// <summary>The answer under the idempotency key is open as long as the checkout moves on by itself, and never final where a refusal will be told instead.</summary>
    private CheckoutView View(Progress progress, Checkout state, long version)
    {
        call.MoreFollows = Progress.Moves(state) || state is Checkout.PaymentPending { Ending: not null } || progress.SoldOut is not null || progress.IsUndecided;
        return progress.At(state, version);
    }
}
