using Commerce.Application.Orders;
using Commerce.Domain.Orders;
using Commerce.Infrastructure.Streams.Commits;
using Marten;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Streams.Orders;

/// <summary>Keeps <c>order_list</c>. What was agreed is written once; later only where the order stands.</summary>
internal sealed class OrderListProjection : ISharedReadModel<Order>
{
    private static readonly RowsStatement Whole = new(
        """
        insert into order_list (id, number, placed_at, customer_id, email, name, units, total, currency, words, status, payment_status, refunded, refund_pending, version)
        select r.id, r.number, r.placed_at, r.customer_id, lower(r.email), r.name, r.units, r.total, r.currency, to_tsvector('simple', r.words),
            r.status, r.payment_status, r.refunded, r.refund_pending, r.version from {rows}
        on conflict (id) do update set status = excluded.status, payment_status = excluded.payment_status, refunded = excluded.refunded, refund_pending = excluded.refund_pending,
            version = excluded.version, touched_at = now()
        """,
        ("id", NpgsqlDbType.Uuid), ("number", NpgsqlDbType.Bigint), ("placed_at", NpgsqlDbType.TimestampTz), ("customer_id", NpgsqlDbType.Uuid), ("email", NpgsqlDbType.Text),
        ("name", NpgsqlDbType.Text), ("units", NpgsqlDbType.Bigint), ("total", NpgsqlDbType.Bigint), ("currency", NpgsqlDbType.Text), ("words", NpgsqlDbType.Text),
        ("status", NpgsqlDbType.Text), ("payment_status", NpgsqlDbType.Text), ("refunded", NpgsqlDbType.Bigint), ("refund_pending", NpgsqlDbType.Boolean), ("version", NpgsqlDbType.Bigint));

    private static readonly RowsStatement Standing = new(
        """
        update order_list o set status = r.status, payment_status = r.payment_status, refunded = r.refunded, refund_pending = r.refund_pending, version = r.version, touched_at = now()
        from {rows} where o.id = r.id
        """,
        ("id", NpgsqlDbType.Uuid), ("status", NpgsqlDbType.Text), ("payment_status", NpgsqlDbType.Text), ("refunded", NpgsqlDbType.Bigint), ("refund_pending", NpgsqlDbType.Boolean),
        ("version", NpgsqlDbType.Bigint));

    public void Write(IDocumentOperations session, Guid id, Order state, long version, DateTimeOffset at)
    {
        if (state is Order.Known { Book: var book })
            Whole.Queue(session, Agreed(id, book, Stands(state, book, version)));
    }

    public void Write(CommitSheet sheet, Guid id, Order before, Order state, long version, DateTimeOffset at)
    {
        if (state is not Order.Known { Book: var book })
            return;

        if (before is not Order.Known)
            sheet.Add(Whole, Agreed(id, book, Stands(state, book, version)));
        else
            sheet.Add(Standing, [id, .. Stands(state, book, version)]);
    }

    private static object?[] Agreed(Guid id, OrderBook book, object?[] stands)
    {
        var terms = book.Terms;
        return
        [
            id, terms.Number, terms.PlacedAt.ToUniversalTime(), terms.CustomerId, terms.Email, terms.ShippingAddress.Name, terms.Quote.Lines.Sum(line => (long)line.Units),
            terms.Quote.Total.Amount, terms.Quote.Currency, Words(terms), .. stands,
        ];
    }

    private static object?[] Stands(Order state, OrderBook book, long version) =>
        [OrderView.StatusOf(state).ToString(), OrderView.PaymentOf(book).ToString(), book.Refunded.Amount, book.Refunds.Exists(refund => refund.State == RefundState.Pending), version];

    /// <summary>What the staff may look for. Marks inside a word part it, as they do in the question.</summary>
    private static string Words(Order.Event.Placed terms) => OrderText.Parted(string.Join(
        ' ', terms.Number, terms.Email, Address(terms.ShippingAddress), Address(terms.BillingAddress), string.Join(' ', terms.Quote.Lines.Select(line => $"{line.Sku} {line.Title}"))));

    private static string Address(Domain.PostalAddress address) => $"{address.Name} {address.Company} {address.Line1} {address.PostalCode} {address.City}";
}

/// <summary>Text as both sides of a search see it.</summary>
internal static class OrderText
{
    /// <summary>Letters and digits; everything else is a gap.</summary>
    public static string Parted(string text) => string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' '));

    /// <summary>A tsquery in which every word may go on; null when there is no word.</summary>
    public static string? Question(string text) => Parted(text).Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? string.Join(" & ", words.Select(word => $"{word}:*")) : null;
}
