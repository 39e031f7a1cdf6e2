using Commerce.Domain.Checkouts;
using Commerce.Infrastructure.Streams.Commits;
using Marten;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Streams.Checkouts;

/// <summary>Keeps <c>checkout_session</c> and <c>payment_attempt</c>.</summary>
internal sealed class CheckoutSessions : ISharedReadModel<Checkout>
{
    /// <summary>A checkout that moves by itself and rests this long was left behind by whoever moved it.</summary>
    private static readonly TimeSpan RestsTooLong = TimeSpan.FromSeconds(15);

    private static readonly RowsStatement Attempt = new(
        "insert into payment_attempt (attempt_id, checkout_id) select r.attempt_id, r.checkout_id from {rows} on conflict do nothing",
        ("attempt_id", NpgsqlDbType.Uuid), ("checkout_id", NpgsqlDbType.Uuid));

    private static readonly RowsStatement Session = new(
        """
        insert into checkout_session (checkout_id, cart_id, state, holds_cart, due_at, version, fence)
        select r.checkout_id, r.cart_id, r.state, r.holds_cart, r.due_at, r.version, case when r.holds_cart and r.fence > 0 then fenced(r.cart_id, r.checkout_id, r.fence) else r.fence end from {rows}
        on conflict (checkout_id) do update set state = excluded.state, holds_cart = excluded.holds_cart, due_at = excluded.due_at, looks = 0, version = excluded.version,
            fence = excluded.fence, moved_at = now()
        """,
        ("checkout_id", NpgsqlDbType.Uuid), ("cart_id", NpgsqlDbType.Uuid), ("state", NpgsqlDbType.Text), ("holds_cart", NpgsqlDbType.Boolean), ("due_at", NpgsqlDbType.TimestampTz),
        ("version", NpgsqlDbType.Bigint), ("fence", NpgsqlDbType.Bigint));

    public void Write(IDocumentOperations session, Guid id, Checkout state, long version, DateTimeOffset at) =>
        Write((statement, row) => statement.Queue(session, row), id, 0, state, version, at);

    public void Write(CommitSheet sheet, Guid id, Checkout before, Checkout state, long version, DateTimeOffset at) =>
        Write(sheet.Add, id, before is Checkout.Known known ? known.Session.Attempts.Count : 0, state, version, at);

    /// <param name="attempts">Written before: they only become more.</param>
    private static void Write(Action<RowsStatement, object?[]> add, Guid id, int attempts, Checkout state, long version, DateTimeOffset at)
    {
        if (state is not Checkout.Known { Session: var session } known)
            return;

        add(Session, [id, session.CartId, state.GetType().Name, HoldsCart(state), DueAt(known, at).ToUniversalTime(), version, session.Fence]);
        foreach (var attempt in session.Attempts.Skip(attempts))
            add(Attempt, [attempt.Id, id]);
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
