using Commerce.Application.Orders;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;

namespace Commerce.Application.Checkouts;

/// <remarks>What the provider says, in the words of the checkout, and what it is asked.</remarks>
internal sealed partial class Settlement
{
    /// <summary>Younger attempts that the provider does not know may still be on their way to it.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(10);

    /// <summary>Applies what the provider says. If somebody else moved the checkout meanwhile it is decided anew on what is there now: money is never overheard.</summary>
    private async Task<Refusal?> Hear(Progress progress, Guid attemptId, GatewayAnswer answer, CancellationToken ct)
    {
        Refusal? refusal = null;
        for (var race = 1; race <= MostRaces && Words(progress, attemptId, answer) is { } news; race++)
        {
            refusal = await Hear(progress, news, ct);
            if (refusal is not { Code: MovedOn })
                break;
        }

        return refusal;
    }

    /// <summary>The steps that may share a commit with what follows from them do.</summary>
    private Task<Refusal?> Hear(Progress progress, Checkout.Command news, CancellationToken ct)
    {
        var decision = Checkout.Decide(progress.State, news, clock.GetUtcNow());

        return decision.Events.Aggregate((Checkout)progress.State, Checkout.Evolve) switch
        {
            Checkout.PaymentConfirmed confirmed when progress.State is Checkout.PaymentPending => Place(progress, [news], confirmed, ct),
            Checkout.Completed when progress.State is Checkout.OrderCreated state => Complete(progress, state, news, ct),
            _ => Commit(progress, [news], ct, progress.Version),
        };
    }

    private Checkout.Command? Words(Progress progress, Guid attempt, GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Authorised a => new Checkout.Command.Authorise(attempt, a.Reference, a.Amount),
        GatewayAnswer.Captured a => new Checkout.Command.Capture(attempt, a.Reference, a.Amount),
        GatewayAnswer.ActionRequired a => new Checkout.Command.RequireAction(attempt, a.Reference, a.Challenge.AbsoluteUri),
        GatewayAnswer.Declined a when IsCapturing(progress, attempt) => new Checkout.Command.FailCapture(attempt, a.Reason),
        GatewayAnswer.Declined a => new Checkout.Command.Decline(attempt, a.Reason),
        GatewayAnswer.Voided => new Checkout.Command.Void(attempt),
        GatewayAnswer.Refunded a => new Checkout.Command.Refund(attempt, a.Key ?? "all", a.Amount),
        GatewayAnswer.NotFound when IsCapturing(progress, attempt) => new Checkout.Command.FailCapture(attempt, "unknown_to_provider"),
        GatewayAnswer.NotFound when IsOnItsWay(progress, attempt) => null,
        GatewayAnswer.NotFound => new Checkout.Command.Decline(attempt, "never_reached_provider"),
        _ => new Checkout.Command.Doubt(attempt),
    };

    private static bool IsCapturing(Progress progress, Guid attempt) => progress.State is Checkout.OrderCreated { Payment: var payment } && payment.AttemptId == attempt;

    private bool IsOnItsWay(Progress progress, Guid attempt) => progress.State.Session.Attempt(attempt)?.StartedAt is { } started && clock.GetUtcNow() - started < OnItsWay;

    /// <summary>Looks up an attempt by our own key; where the session is to end, asks to call it off, and what the provider answers then decides.</summary>
    private async Task Ask(Progress progress, Checkout.PaymentPending pending, CancellationToken ct)
    {
        if (pending.Ending is null && pending.Session.IsOver(clock.GetUtcNow()))
        {
            await Commit(progress, [new Checkout.Command.Expire()], ct);
            if (progress.State is not Checkout.PaymentPending)
                return;
        }

        var (attempt, gateway) = (pending.Attempt.Id, GatewayOf(pending, pending.Attempt.Id));
        var answer = await gateway.Find(attempt, ct);
        if (progress.State is Checkout.PaymentPending { Ending: not null } && ReferenceOf(answer) is { } reference)
            answer = await gateway.Void(reference, $"{attempt:N}-void", ct) is GatewayAnswer.Voided voided ? voided : await gateway.Find(attempt, ct);

        await Hear(progress, attempt, answer, ct);
    }

    /// <summary>What can still be called off.</summary>
    private static string? ReferenceOf(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Authorised a => a.Reference,
        GatewayAnswer.ActionRequired a => a.Reference,
        GatewayAnswer.Pending a => a.Reference,
        _ => null,
    };

    private async Task GiveBack(Progress progress, Checkout.RefundPending state, CancellationToken ct)
    {
        if (state is { OrderStands: true, OrderId: { } order })
        {
            call.MoreFollows = true;
            if ((await orders.Decide(order, new Order.Command.Fail(state.Reason), (_, _) => new Done(), ct)).Refusal is null)
                await Commit(progress, [new Checkout.Command.CancelOrder(order)], ct);
        }
        else
        {
            await GiveBack(progress, state.Payment, ct);
        }
    }

    /// <summary>
    /// Voids what was only authorised, refunds what was taken. A void that comes too late means that it was taken; any other no is final for its key, and a person has to look.
    /// </summary>
    private async Task GiveBack(Progress progress, Payment payment, CancellationToken ct)
    {
        var gateway = GatewayOf(progress.State, payment.AttemptId);
        var key = Key(payment, payment.IsCaptured ? "refund" : "void");
        var answer = payment.IsCaptured ? await gateway.Refund(payment.Reference!, payment.Kept, key, ct) : await gateway.Void(payment.Reference!, key, ct);

        switch (answer)
        {
            case GatewayAnswer.Declined no when !payment.IsCaptured:
                await Hear(progress, payment, key, no.Reason, await gateway.Find(payment.AttemptId, ct), ct);
                break;
            case GatewayAnswer.Declined no:
                await Failed(progress, payment, key, no.Reason, ct);
                break;
            case GatewayAnswer.NotFound when payment.IsCaptured:
                await Failed(progress, payment, key, "unknown_to_provider", ct);
                break;
            case GatewayAnswer.NotFound when !payment.IsCaptured:
                await Hear(progress, payment.AttemptId, new GatewayAnswer.Voided(payment.Reference!), ct);
                break;
            case GatewayAnswer.Voided or GatewayAnswer.Refunded:
                await Hear(progress, payment.AttemptId, answer, ct);
                break;
        }
    }

    /// <summary>What the provider says of a payment that it did not let go.</summary>
    private Task Hear(Progress progress, Payment payment, string key, string reason, GatewayAnswer standing, CancellationToken ct) => standing switch
    {
        GatewayAnswer.Captured or GatewayAnswer.Voided => Hear(progress, payment.AttemptId, standing, ct),
        GatewayAnswer.Unknown => Task.CompletedTask,
        _ => Failed(progress, payment, key, reason, ct),
    };

    private Task Failed(Progress progress, Payment payment, string key, string reason, CancellationToken ct) =>
        progress.State is Checkout.RefundPending { Payment: var owed } && owed.AttemptId == payment.AttemptId
            ? Hear(progress, new Checkout.Command.FailGiveBack(payment.AttemptId, key, reason), ct)
            : Task.CompletedTask;

    private IPaymentGateway GatewayOf(Checkout.Known state, Guid attempt) => gateways.Of(state.Session.Attempt(attempt)!.Provider!);

    /// <summary>The same for the same try. A no is final for its key, so what is ordered after it is asked under another.</summary>
    private static string Key(Payment payment, string purpose) =>
        payment.Declined.Count == 0 ? $"{payment.AttemptId:N}-{purpose}" : $"{payment.AttemptId:N}-{purpose}-{payment.Declined.Count + 1}";
}
