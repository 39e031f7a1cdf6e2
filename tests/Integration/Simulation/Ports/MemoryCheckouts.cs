using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Infrastructure.Streams;
using Commerce.Infrastructure.Streams.Checkouts;

namespace Commerce.Integration.Simulation.Ports;

internal sealed class MemoryCheckouts(SimulatedNode node, CallContext call) : MemoryDecider<Checkout, Checkout.Event, Checkout.Command>(node, call), ICheckouts
{
    public static void Show(SimulatedNode node, Unit unit, Guid id, Checkout state, DateTimeOffset now)
    {
        if (state is Checkout.Known known)
            unit.Show(id, node.World.Rules.Session(new(known.Session.CartId, CheckoutSessions.HoldsCart(state), CheckoutSessions.DueAt(known, now), 0, known.Session.Fence)), [.. known.Session.Attempts.Select(attempt => attempt.Id)]);
    }

    protected override Decision<Checkout.Event> Choose(Checkout state, Checkout.Command command, DateTimeOffset now) => Node.World.Rules.Decide(state, command, now);

    protected override void Beside(Unit unit, Guid id, Checkout after, long version, IReadOnlyList<Checkout.Event> facts, DateTimeOffset now) => Show(Node, unit, id, after, now);

    protected override Refusal? Explain(Exception failure) => Race(failure);

    /// <summary>As <c>CartRaces</c>.</summary>
    public static Refusal? Race(Exception failure) => failure switch
    {
        UniqueViolationException { Constraint: "checkout_session_cart" } => Checkout.CartBusy,
        UniqueViolationException { Constraint: "fenced" } => Checkout.LockLost,
        _ => null,
    };
}

internal sealed class MemoryCheckoutIndex(SimulatedNode node) : ICheckoutIndex
{
    private MemoryDatabase Database => node.World.Database;

    public Task<Guid?> OfCart(Guid cartId, CancellationToken ct) => node.Wire.Postgres(
        "session of cart", () => Database.Sessions.Where(row => row.Value.HoldsCart && row.Value.CartId == cartId).Select(row => (Guid?)row.Key).FirstOrDefault(), cartId, ct);

    public Task<Guid?> OfAttempt(Guid attemptId, CancellationToken ct) => node.Wire.Postgres("session of attempt", () => Database.Attempts.TryGetValue(attemptId, out var id) ? id : (Guid?)null, attemptId, ct);

    public Task<IReadOnlyList<Guid>> TakeDue(int limit, CancellationToken ct) => node.Wire.Postgres<IReadOnlyList<Guid>>(
        "take due",
        () =>
        {
            Guid[] due = [.. Database.Sessions.Where(row => row.Value.DueAt <= Database.Now).OrderBy(row => row.Value.DueAt).Take(limit).Select(row => row.Key)];
            foreach (var id in due)
                Database.Sessions[id] = Later(Database.Sessions[id]);

            return due;
        },
        ct: ct);

    private SessionRow Later(SessionRow row) =>
        row with { DueAt = Database.Now + TimeSpan.FromSeconds(Math.Min(10 * Math.Pow(2, Math.Min(row.Looks, 10)), 600)), Looks = row.Looks + 1 };
}

internal sealed class MemoryCompletion(SimulatedNode node, CallContext call) : IOrderCompletion
{
    public async Task<Result<TView>> Complete<TView>(
        Guid checkoutId, Checkout.OrderCreated checkout, long version, Checkout.Command news, Func<Checkout, long, TView> view, CancellationToken ct)
    {
        var now = node.World.Clock(node).GetUtcNow();
        var completed = Checkout.Decide(checkout, news, now);
        if (completed.Refusal is { } refusal)
            return refusal;

        var history = await node.Wire.Postgres("read order", () => node.World.Database.Stream(checkout.OrderId), checkout.OrderId, ct);
        var order = history.Aggregate(Order.Initial, (state, fact) => Order.Evolve(state, (Order.Event)fact));
        var after = completed.Events.Aggregate((Checkout)checkout, Checkout.Evolve);
        var paid = after is Checkout.Completed { Payment: var payment } ? Order.Decide(order, new Order.Command.TakePayment(payment.Captured), now) : Decision<Order.Event>.Nothing;
        if (paid.Refusal is { } contradiction)
            return contradiction;

        var answer = view(after, version + completed.Events.Count);
        var unit = new Unit(node.World.Database);
        if (completed.Events.Count > 0)
            unit.Append(checkoutId, version, completed.Events);
        if (paid.Events.Count > 0)
            unit.Append(checkout.OrderId, history.Count, paid.Events);

        MemoryCheckouts.Show(node, unit, checkoutId, after, now);
        node.World.Rules.Keep(unit, call, answer, now);
        try
        {
            await node.Wire.Postgres("commit completion", () => Done(unit), checkoutId, ct);
            call.Stored();
            return answer;
        }
        catch (LostRaceException)
        {
            return StreamRefusals.MovedOn(null);
        }
        catch (Exception) when (call is { Key: not null, IsKnown: false })
        {
            if (await node.TakenKey(call) is { } earlier)
                throw new IdempotencyKeyTakenException(earlier);

            throw;
        }
    }

    private static bool Done(Unit unit)
    {
        unit.Commit();
        return true;
    }
}

internal sealed class MemoryLock(SimulatedNode node, MemoryCheckoutIndex index) : ICheckoutLock
{
    private MemoryRedis Redis => node.World.Redis;

    public async Task<Result<long>> Take(Guid cartId, Guid checkoutId, CancellationToken ct)
    {
        var reply = await node.Wire.Redis("lock", () => Redis.Lock(cartId, checkoutId), cartId, ct);
        if (reply is { Number: null, Resting: { } owner } && await index.OfCart(cartId, ct) != owner)
            reply = await node.Wire.Redis("take over", () => Redis.Lock(cartId, checkoutId, owner), cartId, ct);

        return reply.Number is { } number ? number : CheckoutRefusals.LockedElsewhere;
    }

    public async Task Free(Guid cartId, Guid checkoutId, CancellationToken ct)
    {
        try
        {
            await node.Wire.Redis("unlock", () => Redis.Unlock(cartId, checkoutId), cartId, ct);
        }
        catch (DependencyUnavailableException)
        {
            // The lease ends by itself.
        }
    }
}

/// <summary>show.lua, and the lock with it.</summary>
internal sealed class MemoryBoard(SimulatedNode node) : ICheckoutBoard
{
    private MemoryRedis Redis => node.World.Redis;

    public async Task Show(Guid checkoutId, Checkout.Known state, long version, CancellationToken ct)
    {
        var isLocked = state is Checkout.Locked or Checkout.PaymentPending or Checkout.PaymentFailed or Checkout.PaymentConfirmed or Checkout.OrderCreated;
        try
        {
            await node.Wire.Redis(
                "show",
                () =>
                {
                    Redis.Show(checkoutId, version);
                    return isLocked ? Redis.Lock(state.Session.CartId, checkoutId).Number is not null : Redis.Unlock(state.Session.CartId, checkoutId);
                },
                checkoutId, ct);
        }
        catch (DependencyUnavailableException)
        {
            // A copy: whoever needs it makes it again from the stream.
        }
    }
}
