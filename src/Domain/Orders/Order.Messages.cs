using Commerce.Domain.Pricing;

namespace Commerce.Domain.Orders;

/// <remarks>What may be asked of an order, and what has happened to it.</remarks>
public abstract partial record Order
{
    public abstract record Command
    {
        public sealed record Place(Event.Placed Order) : Command;

        /// <summary>The provider has captured the whole amount.</summary>
        public sealed record TakePayment(Money Amount) : Command;

        /// <summary>The money will never be taken. The checkout lets it go; the order gives its stock back.</summary>
        public sealed record Fail(string Reason) : Command;

        /// <summary>Before anything was sent: the stock goes back and so does what is left of the money.</summary>
        /// <param name="RefundId">Names the refund that follows; also the provider's idempotency key.</param>
        public sealed record Cancel(Guid RefundId, string Reason, string By) : Command;

        /// <summary>A parcel leaves.</summary>
        /// <param name="Lines">Empty: everything still open.</param>
        public sealed record Fulfil(Guid FulfilmentId, IReadOnlyList<LineUnits> Lines, Tracking? Tracking, string By) : Command;

        /// <summary>Pays back units, shipping, or an amount beside them. At least one of the three.</summary>
        /// <param name="RefundId">Also the provider's idempotency key.</param>
        /// <param name="Shipping">Of the shipping costs; zero for none.</param>
        /// <param name="Other">An allowance that belongs to no line; zero for none.</param>
        public sealed record RequestRefund(Guid RefundId, IReadOnlyList<RefundUnits> Lines, Money Shipping, Money Other, string Reason, string By) : Command;

        public sealed record ConfirmRefund(Guid RefundId) : Command;

        public sealed record FailRefund(Guid RefundId, string Reason) : Command;
    }

    // Facts. Stored for ever: add members, never rename or remove them.

    public abstract record Event
    {
        /// <param name="Number">For people: counts up without a gap.</param>
        /// <param name="CustomerId">Null for a guest.</param>
        /// <param name="Quote">The lines with what each bears of discounts, shipping and total: frozen at lock, read by every refund.</param>
        /// <param name="Payment">Null when there was nothing to pay.</param>
        /// <param name="TokenHash">SHA-256, lower-case hex, of the token with which a guest reads the order; null for a customer.</param>
        public sealed record Placed(
            long Number, Guid CheckoutId, Guid CartId, Guid? CustomerId, string Email, PostalAddress ShippingAddress, PostalAddress BillingAddress,
            Quote Quote, OrderPayment? Payment, string? TokenHash, DateTimeOffset PlacedAt) : Event;

        public sealed record PaymentTaken(Money Amount) : Event;

        /// <param name="By">The member of staff, or <c>payment</c> when the money did not come.</param>
        /// <param name="GivenBack">What went back to stock, in the same transaction.</param>
        public sealed record Cancelled(string Reason, string By, IReadOnlyList<StockUnits> GivenBack) : Event;

        public sealed record Fulfilled(Guid FulfilmentId, IReadOnlyList<LineUnits> Lines, Tracking? Tracking, string By) : Event;

        /// <summary>Decided, and counted against the captured amount from now on. The provider is asked after this is stored.</summary>
        /// <param name="Amount">lines + shipping + other.</param>
        /// <param name="GivenBack">What went back to stock, in the same transaction: units that were never sent.</param>
        public sealed record RefundRequested(
            Guid RefundId, Money Amount, IReadOnlyList<RefundedUnits> Lines, Money Shipping, Money Other, string Reason, string By, IReadOnlyList<StockUnits> GivenBack) : Event;

        /// <summary>The provider has paid back.</summary>
        public sealed record Refunded(Guid RefundId, Money Amount) : Event;

        /// <summary>The provider will not pay back. The amount can be asked for again; units that were withdrawn stay withdrawn.</summary>
        public sealed record RefundFailed(Guid RefundId, string Reason) : Event;
    }
}

/// <summary>The payment that secured an order.</summary>
/// <param name="Provider">E.g. <c>sandbox</c>.</param>
/// <param name="Reference">The provider's name for it: what capture and refund are asked for.</param>
public sealed record OrderPayment(Guid AttemptId, string Provider, string Reference);

/// <param name="LineId">A line of the order's quote.</param>
public sealed record LineUnits(string LineId, int Units);

/// <summary>Units to pay back.</summary>
/// <param name="Returned">True: of those that were sent. False: of those still open, which will not be sent and go back to stock.</param>
public sealed record RefundUnits(string LineId, int Units, bool Returned);

/// <summary>Units paid back, with their share of the line.</summary>
public sealed record RefundedUnits(string LineId, int Units, bool Returned, Money Amount);

public sealed record StockUnits(string VariantId, int Units);

/// <summary>Where the parcel is.</summary>
public sealed record Tracking(string Carrier, string Number, string? Url = null);
