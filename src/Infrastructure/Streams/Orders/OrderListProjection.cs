using Commerce.Application.Orders;
using Commerce.Domain.Orders;
using Marten;

namespace Commerce.Infrastructure.Streams.Orders;

/// <summary>Keeps <c>order_list</c>. What was agreed is written once; later only where the order stands.</summary>
internal sealed class OrderListProjection : IReadModel<Order>
{
    private const string Sql = """
        insert into order_list (id, number, placed_at, customer_id, email, name, units, total, currency, words, status, payment_status, refunded, refund_pending, version)
        values (?, ?, ?, nullif(?, '00000000-0000-0000-0000-000000000000'::uuid), lower(?), ?, ?, ?, ?, to_tsvector('simple', ?), ?, ?, ?, ?, ?)
        on conflict (id) do update set status = excluded.status, payment_status = excluded.payment_status, refunded = excluded.refunded, refund_pending = excluded.refund_pending,
            version = excluded.version, touched_at = now()
        """;

    public void Write(IDocumentOperations session, Guid id, Order state, long version, DateTimeOffset at)
    {
        if (state is not Order.Known { Book: { Terms: var terms } book })
            return;

        session.QueueSqlCommand(
            Sql, id, terms.Number, terms.PlacedAt.ToUniversalTime(), terms.CustomerId ?? Guid.Empty, terms.Email, terms.ShippingAddress.Name, terms.Quote.Lines.Sum(line => (long)line.Units),
            terms.Quote.Total.Amount, terms.Quote.Currency, Words(terms),
            OrderView.StatusOf(state).ToString(), OrderView.PaymentOf(book).ToString(), book.Refunded.Amount, book.Refunds.Exists(refund => refund.State == RefundState.Pending), version);
    }

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
