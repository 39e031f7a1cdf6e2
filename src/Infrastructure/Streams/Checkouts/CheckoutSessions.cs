using Commerce.Domain.Checkouts;
using Marten;

namespace Commerce.Infrastructure.Streams.Checkouts;

/// <summary>Keeps <c>checkout_session</c> and <c>payment_attempt</c>.</summary>
internal sealed class CheckoutSessions : IReadModel<Checkout>
{
    /// <summary>A checkout that moves by itself and rests this long was left behind by whoever moved it.</summary>
    private static readonly TimeSpan RestsTooLong = TimeSpan.FromSeconds(15);

    private const string Sql = """
        with tried as (insert into payment_attempt (attempt_id, checkout_id) select unnest(?::uuid[]), ? on conflict do nothing)
        insert into checkout_session (checkout_id, cart_id, state, holds_cart, due_at, version, fence) values (?, ?, ?, ?, ?, ?, case when ? then fenced(?, ?, ?) else ? end)
        on conflict (checkout_id) do update set state = excluded.state, holds_cart = excluded.holds_cart, due_at = excluded.due_at, looks = 0, version = excluded.version,
            fence = excluded.fence, moved_at = now()
        """;

    public void Write(IDocumentOperations session, Guid id, Checkout state, long version, DateTimeOffset at)
    {
        if (state is not Checkout.Known known)
            return;

        var (cart, fence, holdsCart) = (known.Session.CartId, known.Session.Fence, HoldsCart(state));
        Guid[] attempts = [.. known.Session.Attempts.Select(attempt => attempt.Id)];
        session.QueueSqlCommand(
            Sql, attempts, id, id, cart, state.GetType().Name, holdsCart, DueAt(known, at).ToUniversalTime(), version, holdsCart && fence > 0, cart, id, fence, fence);
    }

    internal static bool HoldsCart(Checkout state) => state
        is Checkout.Created or Checkout.Locked or Checkout.PaymentPending or Checkout.PaymentFailed or Checkout.PaymentConfirmed or Checkout.OrderCreated or Checkout.Completed;

    internal static DateTimeOffset DueAt(Checkout.Known state, DateTimeOffset at) => state switch
    {
        _ when state.Session.Strays.Any(stray => !stray.IsReturned) => at + RestsTooLong,
        Checkout.Created or Checkout.Locked or Checkout.PaymentFailed => state.Session.ExpiresAt,
        Checkout.PaymentPending or Checkout.PaymentConfirmed or Checkout.OrderCreated or Checkout.LatePayment or Checkout.RefundPending => at + RestsTooLong,
        _ => DateTimeOffset.MaxValue,
    };
}
