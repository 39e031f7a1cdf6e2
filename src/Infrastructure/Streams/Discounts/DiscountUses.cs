using System.Text.Json;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Discounts;
using Commerce.Infrastructure.Streams.Commits;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Streams.Discounts;

/// <summary>
/// Keeps <c>discount_use</c> and <c>discount_tally</c>: what each checkout has of limited discounts is told by its state alone, so every way it may end gives back what it held, in the same commit.
/// A limit that does not allow it fails the commit, whoever makes it.
/// </summary>
internal sealed class DiscountUses : ISharedReadModel<Checkout>
{
    private const string GiveBack = "select give_discount_uses_back(?, ?)";

    /// <summary>Raised by the function <c>take_discount_uses</c>.</summary>
    private const string Spent = "LD001";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly RowsStatement Keep = new(
        "select keep_discount_uses(array_agg(r.checkout_id), array_agg(r.state), array_agg(r.uses)) from {rows}",
        ("checkout_id", NpgsqlDbType.Uuid), ("state", NpgsqlDbType.Text), ("uses", NpgsqlDbType.Jsonb));

    public void Write(IDocumentOperations session, Guid id, Checkout state, long version, DateTimeOffset at)
    {
        if (Row(id, state) is { } row)
            Keep.Queue(session, row);
    }

    public void Write(CommitSheet sheet, Guid id, Checkout before, Checkout state, long version, DateTimeOffset at)
    {
        if (Row(id, state) is { } row)
            sheet.Add(Keep, row);
    }

    /// <summary>A cancelled order's uses are for others again.</summary>
    public static void Cancel(IDocumentSession session, Guid checkoutId) => session.QueueSqlCommand(GiveBack, checkoutId, true);

    /// <summary>Null: it says something else.</summary>
    public static Refusal? Explain(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException) is PostgresException { SqlState: Spent, Detail: { } discount } ? DiscountRefusals.LimitReached(discount) : null;

    /// <summary>Null: it has what it has, and nothing may stand in the way of what is heard of money.</summary>
    private static object?[]? Row(Guid id, Checkout state) => state is not Checkout.Known { Session.Uses: { Count: > 0 } uses } ? null : state switch
    {
        Checkout.Locked or Checkout.PaymentPending or Checkout.PaymentConfirmed => [id, "held", Text(uses)],
        Checkout.OrderCreated or Checkout.Completed => [id, "claimed", Text(uses)],
        Checkout.PaymentFailed or Checkout.Review or Checkout.RefundPending { OrderStands: true } => null,
        _ => [id, "given back", "[]"],
    };

    private static string Text(IReadOnlyList<DiscountUse> uses) =>
        JsonSerializer.Serialize(uses.Select(use => new { use.Discount, use.Coupon, use.Amount.Amount, use.Amount.Currency, use.Tallies }), Json);
}
