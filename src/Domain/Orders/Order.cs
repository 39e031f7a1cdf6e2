using System.Diagnostics;
using static Commerce.Domain.Decision<Commerce.Domain.Orders.Order.Event>;
using static Commerce.Domain.Orders.OrderRefusals;

namespace Commerce.Domain.Orders;

/// <summary>
/// What was sold, and what has become of it since. The stream begins with <see cref="Event.Placed"/>, written in the transaction that claims the stock.
/// Until its money is taken the payment is the checkout's business; from then on it is the order's. <see cref="Decide"/> lists every legal move; a pair that is not listed is refused.
/// </summary>
public abstract partial record Order : IAggregate<Order, Order.Event, Order.Command>
{
    private Order() { }

    // States. What they share stands in the book.

    public sealed record None : Order;

    public abstract record Known(OrderBook Book) : Order;

    /// <summary>The stock is claimed and the money secured, but not taken yet.</summary>
    public sealed record Placed(OrderBook Book) : Known(Book);

    /// <summary>The money is taken; nothing was sent.</summary>
    public sealed record Paid(OrderBook Book) : Known(Book);

    public sealed record PartlyFulfilled(OrderBook Book) : Known(Book);

    /// <summary>All that is still wanted was sent.</summary>
    public sealed record Fulfilled(OrderBook Book) : Known(Book);

    /// <summary>Nothing was sent and nothing will be; the stock went back.</summary>
    public sealed record Cancelled(OrderBook Book) : Known(Book);

    public static Order Initial { get; } = new None();

    public static Decision<Event> Decide(Order state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (None, Command.Place c) => c.Order,
        (None, _) => Unknown,
        (Known s, Command.Place c) when s.Book.Terms.CheckoutId == c.Order.CheckoutId => Nothing,

        // The checkout's: it owns the payment until the money is taken.
        (Placed s, Command.TakePayment c) => c.Amount == s.Book.Terms.Quote.Total ? new Event.PaymentTaken(c.Amount) : AmountDiffers(s.Book, c.Amount),
        (Placed s, Command.Fail c) => new Event.Cancelled(c.Reason, "payment", s.Book.GiveBackAll()),
        (Known s, Command.TakePayment c) when c.Amount == s.Book.Captured => Nothing,
        (Cancelled { Book.Captured.IsZero: true } s, Command.TakePayment c) => LateMoney(s.Book, c.Amount),
        (Cancelled, Command.Fail) => Nothing,
        (Placed s, Command.Cancel or Command.Fulfil or Command.RequestRefund) => PaymentOpen(s.Book),

        (Paid s, Command.Cancel c) => Cancellation(s.Book, c),
        (Cancelled, Command.Cancel) => Nothing,

        (Known s, Command.Fulfil c) when s.Book.HasFulfilment(c.FulfilmentId) => Nothing,
        (Paid or PartlyFulfilled, Command.Fulfil c) => ((Known)state).Book.Fulfil(c),

        (Known s, Command.RequestRefund c) when s.Book.Refund(c.RefundId) is not null => Nothing,
        (Known s, Command.RequestRefund c) => s.Book.RequestRefund(c),

        (Known s, Command.ConfirmRefund c) => s.Book.Refund(c.RefundId) switch
        {
            null => RefundUnknown(c.RefundId),
            { State: RefundState.Done } => Nothing,
            { State: RefundState.Pending } refund => new Event.Refunded(refund.Id, refund.Amount),
            _ => IllegalMove(state, command),
        },
        (Known s, Command.FailRefund c) => s.Book.Refund(c.RefundId) switch
        {
            null => RefundUnknown(c.RefundId),
            { State: RefundState.Failed } => Nothing,
            { State: RefundState.Pending } refund => new Event.RefundFailed(refund.Id, c.Reason),
            _ => IllegalMove(state, command),
        },

        _ => IllegalMove(state, command),
    };

    public static Order Evolve(Order state, Event fact) => (state, fact) switch
    {
        (None, Event.Placed f) => At(OrderBook.Of(f)),
        (Known s, not Event.Placed) => At(s.Book.With(fact)),
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    /// <summary>The state follows from the book, so no event can leave the two in disagreement.</summary>
    private static Order At(OrderBook book) => book switch
    {
        { IsCancelled: true } => new Cancelled(book),
        { IsPaid: false } => new Placed(book),
        { HasSent: false, HasOpen: false } => new Cancelled(book),
        { HasSent: false } => new Paid(book),
        { HasOpen: true } => new PartlyFulfilled(book),
        _ => new Fulfilled(book),
    };

    private static Decision<Event> Cancellation(OrderBook book, Command.Cancel command)
    {
        var cancelled = new Event.Cancelled(command.Reason, command.By, book.GiveBackAll());

        return book.Refundable.IsZero ? cancelled : new Event[] { cancelled, Everything(command.RefundId, book.Refundable, command.Reason, command.By) };
    }

    /// <summary>A capture that was thought to have failed took money after all: it goes straight back.</summary>
    private static Decision<Event> LateMoney(OrderBook book, Money amount) => new Event[]
    {
        new Event.PaymentTaken(amount),
        Everything(book.Terms.Payment?.AttemptId ?? book.Terms.CheckoutId, amount, "The order was cancelled before its payment arrived.", "payment"),
    };

    /// <summary>The whole rest in one amount: it may be less than the lines are worth, when some of it was paid back before.</summary>
    private static Event.RefundRequested Everything(Guid refundId, Money rest, string reason, string by) =>
        new(refundId, rest, [], Money.Zero(rest.Currency), rest, reason, by, []);
}
