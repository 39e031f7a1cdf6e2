using Commerce.Application.Checkouts;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;

namespace Commerce.Integration.Simulation.Mutants;

/// <summary>The program with another way to talk to the provider.</summary>
internal sealed class Gateways(Func<SimulatedNode, IPaymentGateway, IPaymentGateway> make) : Rules
{
    public override IPaymentGateway Gateway(SimulatedNode node, IPaymentGateway gateway) => make(node, gateway);
}

/// <summary>The gateway as it is; each mutant overrides one call.</summary>
internal abstract class OtherGateway(IPaymentGateway gateway) : IPaymentGateway
{
    protected IPaymentGateway Inner => gateway;

    public string Provider => gateway.Provider;

    public virtual Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct) => gateway.Authorise(payment, ct);

    public virtual Task<GatewayAnswer> Capture(string reference, Money amount, string key, CancellationToken ct) => gateway.Capture(reference, amount, key, ct);

    public virtual Task<GatewayAnswer> Void(string reference, string key, CancellationToken ct) => gateway.Void(reference, key, ct);

    public virtual Task<GatewayAnswer> Refund(string reference, Money amount, string key, CancellationToken ct) => gateway.Refund(reference, amount, key, ct);

    public virtual Task<GatewayAnswer> Find(Guid attemptId, CancellationToken ct) => gateway.Find(attemptId, ct);

    public Result<ProviderEvent?> Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) => gateway.Read(headers, body);
}

/// <summary>Takes the money with the authorisation, and lets it "go" when the claim is refused.</summary>
internal sealed class HastyGateway(IPaymentGateway gateway) : OtherGateway(gateway)
{
    public override async Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct)
    {
        var answer = await Inner.Authorise(payment, ct);
        if (answer is GatewayAnswer.Authorised authorised)
            await Inner.Capture(authorised.Reference, authorised.Amount, $"{payment.AttemptId:N}-capture", ct);

        return answer;
    }

    public override async Task<GatewayAnswer> Void(string reference, string key, CancellationToken ct) =>
        await Inner.Void(reference, key, ct) is GatewayAnswer.Declined ? new GatewayAnswer.Voided(reference) : new GatewayAnswer.Unknown("");
}

internal sealed class ImpatientGateway(IPaymentGateway gateway) : OtherGateway(gateway)
{
    public override async Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct) =>
        await Inner.Authorise(payment, ct) is GatewayAnswer.Unknown ? new GatewayAnswer.Declined("", "timeout") : await Inner.Authorise(payment, ct);
}

internal sealed class RepeatingGateway(SimulatedNode node, IPaymentGateway gateway) : OtherGateway(gateway)
{
    public override Task<GatewayAnswer> Refund(string reference, Money amount, string key, CancellationToken ct) => Inner.Refund(reference, amount, $"{key}-{node.World.Time.Ticks}", ct);
}

/// <summary>Whatever amount comes back, it is taken for the one that was asked for.</summary>
internal sealed class BlindGateway(SimulatedNode node, IPaymentGateway gateway) : OtherGateway(gateway)
{
    public override async Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct) => AsAsked(await Inner.Authorise(payment, ct));

    public override async Task<GatewayAnswer> Find(Guid attemptId, CancellationToken ct) => AsAsked(await Inner.Find(attemptId, ct));

    public override async Task<GatewayAnswer> Capture(string reference, Money amount, string key, CancellationToken ct) =>
        AsAsked(await Inner.Capture(reference, amount with { Amount = Math.Min(amount.Amount, Booking(reference).Approved) }, key, ct));

    private ProviderBooking Booking(string reference) => node.World.Provider.Bookings.First(booking => booking.Reference == reference);

    private GatewayAnswer AsAsked(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Authorised a => a with { Amount = Booking(a.Reference).Asked },
        GatewayAnswer.Captured a => a with { Amount = Booking(a.Reference).Asked },
        _ => answer,
    };
}

/// <summary>The program with one decision of its own; null leaves it to the program.</summary>
internal sealed class Decisions(Func<Checkout, Checkout.Command, Checkout.Event[]?> wrong) : Rules
{
    public override Decision<Checkout.Event> Decide(Checkout state, Checkout.Command command, DateTimeOffset now) => wrong(state, command) is { } facts ? facts : base.Decide(state, command, now);
}

internal static class Wrong
{
    /// <summary>Money that was heard of already is more money.</summary>
    public static Checkout.Event[]? HearsTwice(Checkout state, Checkout.Command command) => (state, command) switch
    {
        (Checkout.Completed s, Checkout.Command.Capture c) when s.Session.Stray(c.AttemptId) is null => [new Checkout.Event.StrayPaymentArrived(c.AttemptId, c.Reference, c.Amount, Captured: true)],
        _ => null,
    };

    public static Checkout.Event[]? EndsWhilePaying(Checkout state, Checkout.Command command) => (state, command) switch
    {
        (Checkout.PaymentPending, Checkout.Command.Expire) => [new Checkout.Event.Expired()],
        (Checkout.PaymentPending, Checkout.Command.Cancel c) => [new Checkout.Event.Cancelled(c.Reason)],
        _ => null,
    };

    public static Checkout.Event[]? IgnoresLateMoney(Checkout state, Checkout.Command command) =>
        (state, command) is (Checkout.Expired or Checkout.Cancelled or Checkout.PaymentFailed or Checkout.Locked, Checkout.Command.Authorise or Checkout.Command.Capture) ? [] : null;

    public static Checkout.Event[]? KeepsTheMoney(Checkout state, Checkout.Command command) =>
        (state, command) is (Checkout.PaymentConfirmed, Checkout.Command.RefuseClaim) ? [new Checkout.Event.Cancelled("Sold out.")] : null;

    public static Checkout.Event[]? PassesOverFailedCapture(Checkout state, Checkout.Command command) =>
        (state, command) is (Checkout.OrderCreated, Checkout.Command.FailCapture) ? [] : null;
}

internal sealed class TiredRules : Rules
{
    public override ICheckoutIndex Index(SimulatedNode node, ICheckoutIndex index) => new Tired(index);

    private sealed class Tired(ICheckoutIndex index) : ICheckoutIndex
    {
        public Task<Guid?> OfCart(Guid cartId, CancellationToken ct) => index.OfCart(cartId, ct);

        public Task<Guid?> OfAttempt(Guid attemptId, CancellationToken ct) => index.OfAttempt(attemptId, ct);

        /// <summary>Takes them, and that is all.</summary>
        public async Task<IReadOnlyList<Guid>> TakeDue(int limit, CancellationToken ct)
        {
            await index.TakeDue(limit, ct);
            return [];
        }
    }
}

internal sealed class RedisOnlyRules : Rules
{
    public override void Keep(Unit unit, CallContext call, object? answer, DateTimeOffset now)
    {
    }

    public override IdempotencyRecord? Find(MemoryDatabase database, string key) => null;

    public override IdempotencyRecord Store(MemoryDatabase database, IdempotencyRecord record, bool replaces) => record;
}

internal sealed class FaultKeepingRules : Rules
{
    private static readonly Refusal Fault = new(RefusalKind.Unavailable, "redis_unavailable", "Redis does not answer.");

    public override IIdempotencyStore Idempotency(SimulatedNode node, IIdempotencyStore store) => new Keeping(node, store);

    private sealed class Keeping(SimulatedNode node, IIdempotencyStore store) : IIdempotencyStore
    {
        public Task<IdempotencyClaim> Begin(IdempotencyKey key, CancellationToken ct) => store.Begin(key, ct);

        public Task<IdempotencyRecord> Keep(IdempotencyRecord record, bool replaces, CancellationToken ct) => store.Keep(record, replaces, ct);

        public Task End(IdempotencyKey key, IdempotencyRecord? record)
        {
            if (record is null)
                node.World.Database.Records.TryAdd(key.Id, IdempotencyRecord.Of(key, Fault, node.World.Time.Now));

            return store.End(key, record);
        }
    }
}
