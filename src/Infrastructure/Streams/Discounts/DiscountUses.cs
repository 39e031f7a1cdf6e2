using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Discounts;
using Marten;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Discounts;

/// <summary>
/// Keeps <c>discount_use</c> and <c>discount_tally</c>: what each checkout has of limited discounts is told by its state alone, so every way it may end gives back what it held, in the same commit.
/// A limit that does not allow it fails the commit, whoever makes it.
/// </summary>
internal sealed class DiscountUses : IReadModel<Checkout>
{
    private const string Take = "select take_discount_uses(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private const string GiveBack = "select give_discount_uses_back(?, ?)";

    /// <summary>Raised by the function <c>take_discount_uses</c>.</summary>
    private const string Spent = "LD001";

    public void Write(IDocumentOperations session, Guid id, Checkout state, long version, DateTimeOffset at)
    {
        if (state is not Checkout.Known { Session.Uses: { Count: > 0 } uses })
            return;

        switch (state)
        {
            case Checkout.Locked or Checkout.PaymentPending or Checkout.PaymentConfirmed:
                Queue(session, id, "held", uses);
                break;
            case Checkout.OrderCreated or Checkout.Completed:
                Queue(session, id, "claimed", uses);
                break;

            // Has what it has: nothing may stand in the way of what is heard of money.
            case Checkout.PaymentFailed or Checkout.Review or Checkout.RefundPending { OrderStands: true }:
                break;
            default:
                session.QueueSqlCommand(GiveBack, id, false);
                break;
        }
    }

    /// <summary>A cancelled order's uses are for others again.</summary>
    public static void Cancel(IDocumentSession session, Guid checkoutId) => session.QueueSqlCommand(GiveBack, checkoutId, true);

    /// <summary>Null: it says something else.</summary>
    public static Refusal? Explain(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException) is PostgresException { SqlState: Spent, Detail: { } discount } ? DiscountRefusals.LimitReached(discount) : null;

    private static void Queue(IDocumentOperations session, Guid id, string state, IReadOnlyList<DiscountUse> uses)
    {
        var tallies = uses.SelectMany(use => use.Tallies, (use, tally) => (use.Discount, tally.Key, tally.Units, tally.Most)).ToList();
        session.QueueSqlCommand(
            Take, id, state, uses[0].Amount.Currency,
            uses.Select(use => use.Discount).ToArray(), uses.Select(use => use.Coupon ?? "").ToArray(), uses.Select(use => use.Amount.Amount).ToArray(),
            tallies.Select(tally => tally.Discount).ToArray(), tallies.Select(tally => tally.Key).ToArray(), tallies.Select(tally => tally.Units).ToArray(), tallies.Select(tally => tally.Most).ToArray());
    }
}
