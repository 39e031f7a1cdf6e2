using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Orders;

/// <summary>The orders as lists show them; written in the transaction of each decision, so a list never lags behind an answer.</summary>
public interface IOrderList
{
    /// <summary>Newest first. A cursor that is none starts at the beginning.</summary>
    Task<Page<OrderSummary>> Find(OrderFilter filter, string? cursor, int limit, CancellationToken ct);

    /// <summary>Whether the customer has an order that was not cancelled. One indexed query.</summary>
    Task<bool> Any(Guid customerId, CancellationToken ct);

    /// <summary>Orders with a refund the provider has not confirmed, that nobody has touched for <paramref name="rested"/>.</summary>
    Task<IReadOnlyList<Guid>> WithPendingRefunds(TimeSpan rested, int limit, CancellationToken ct);
}

/// <summary>Every member narrows the list; null does not.</summary>
/// <param name="From">Placed at or after.</param>
/// <param name="Until">Placed before.</param>
/// <param name="Email">The whole address, whatever the case.</param>
/// <param name="Text">Words or beginnings of words of number, e-mail, name, address, SKU or title; all must occur.</param>
public sealed record OrderFilter(
    OrderStatus? Status = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, Guid? CustomerId = null, string? Email = null, long? Number = null, string? Text = null);

/// <summary>One order of a list.</summary>
/// <param name="Units">Over all lines.</param>
public sealed record OrderSummary(
    Guid Id, long Number, OrderStatus Status, OrderPaymentStatus PaymentStatus, DateTimeOffset PlacedAt, Guid? CustomerId, string Email, string Name, long Units, Money Total, Money Refunded);

/// <summary>Where an order stands.</summary>
public enum OrderStatus
{
    /// <summary>Stock claimed, money secured and not taken yet.</summary>
    Placed,

    /// <summary>Money taken, nothing sent.</summary>
    Paid,

    PartlyFulfilled,

    /// <summary>All that is still wanted was sent.</summary>
    Fulfilled,

    Cancelled,
}

/// <summary>Where its money stands.</summary>
public enum OrderPaymentStatus
{
    /// <summary>Not taken: it will be, or the order was cancelled before.</summary>
    Open,

    Taken,

    PartlyRefunded,

    /// <summary>All of it went back, or is on its way.</summary>
    Refunded,
}
