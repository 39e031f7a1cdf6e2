using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Checkouts;

/// <remarks>Facts. Stored for ever: members may be added, never renamed or removed.</remarks>
public abstract partial record Checkout
{
    public abstract record Event
    {
        public sealed record Started(Guid CartId, Owner Owner, string Currency, DateTimeOffset ExpiresAt) : Event;

        /// <summary>Null was left as it was.</summary>
        public sealed record Edited(string? Email, PostalAddress? ShippingAddress, PostalAddress? BillingAddress, string? ShippingMethod) : Event;

        /// <param name="Basis">What the totals were made of, so that they can be made again; null for those that were frozen before it was kept.</param>
        /// <param name="Uses">What the totals use of limited discounts; null for none.</param>
        public sealed record Locked(Quote Quote, long Fence, PricingBasis? Basis = null, IReadOnlyList<DiscountUse>? Uses = null) : Event;

        public sealed record Unlocked : Event;

        public sealed record PaymentStarted(Guid AttemptId, string Provider, Money Amount, DateTimeOffset StartedAt) : Event;

        /// <summary>The total was zero: no gateway was asked.</summary>
        public sealed record NothingToPay(Guid AttemptId, DateTimeOffset StartedAt) : Event;

        public sealed record ActionRequired(Guid AttemptId, string Reference, string Url) : Event;

        public sealed record PaymentDeclined(Guid AttemptId, string Reason) : Event;

        public sealed record PaymentRetried : Event;

        public sealed record PaymentAuthorised(Guid AttemptId, string Reference, Money Amount) : Event;

        public sealed record PaymentCaptured(Guid AttemptId, string Reference, Money Amount) : Event;

        /// <summary>Secured, but not what was asked for.</summary>
        public sealed record AmountDiffered(Guid AttemptId, string Reference, Money Asked, Money Got, bool Captured) : Event;

        /// <summary>Nobody said for too long what became of the attempt.</summary>
        public sealed record OutcomeStayedUnknown(Guid AttemptId) : Event;

        public sealed record OrderPlaced(Guid OrderId) : Event;

        /// <param name="Reason">Where it is not for want of stock; null: shortages tell.</param>
        public sealed record ClaimRefused(IReadOnlyList<Shortage> Shortages, string? Reason = null) : Event;

        public sealed record CaptureFailed(Guid AttemptId, string Reason) : Event;

        public sealed record OrderCancelled(Guid OrderId) : Event;

        /// <summary>The provider will not give the money back under this key.</summary>
        public sealed record GiveBackFailed(Guid AttemptId, string Key, string Reason) : Event;

        public sealed record Completed : Event;

        public sealed record CancelRequested(bool OutOfTime, string Reason) : Event;

        public sealed record Cancelled(string Reason) : Event;

        public sealed record Expired : Event;

        /// <summary>Money for a session that had ended, or for its given-up attempt.</summary>
        public sealed record PaymentArrivedLate(Guid AttemptId, string Reference, Money Amount, bool Captured) : Event;

        /// <summary>Money for an attempt that another one has replaced.</summary>
        public sealed record StrayPaymentArrived(Guid AttemptId, string Reference, Money Amount, bool Captured) : Event;

        public sealed record StrayPaymentReturned(Guid AttemptId) : Event;

        public sealed record PaymentVoided(Guid AttemptId) : Event;

        public sealed record PaymentRefunded(Guid AttemptId, string RefundId, Money Amount) : Event;

        /// <summary>A person took the money for the frozen totals: what is more than they come to is not taken.</summary>
        public sealed record PaymentAccepted(string By, string Reason) : Event;

        public sealed record GiveBackOrdered(string By, string Reason) : Event;

        /// <summary>A person says that the money went back without the provider.</summary>
        /// <param name="Amount">All that was still with us; zero when it was only reserved.</param>
        public sealed record ReturnRecorded(Guid AttemptId, string By, string Reason, string Reference, Money Amount) : Event;

        public sealed record Dismissed(string By, string Reason) : Event;
    }
}
