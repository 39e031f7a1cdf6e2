using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Checkouts;

/// <remarks>Commands: what shoppers, the clock, the provider, the ledger and the staff may ask of a checkout.</remarks>
public abstract partial record Checkout
{
    public abstract record Command
    {
        // The shopper's.

        public sealed record Start(Guid CartId, Owner Owner, string Currency) : Command;

        /// <summary>Null leaves as it was.</summary>
        public sealed record Edit(
            string? Email = null, PostalAddress? ShippingAddress = null, PostalAddress? BillingAddress = null, string? ShippingMethod = null) : Command;

        /// <summary>Freezes the totals. The caller has held every line before.</summary>
        /// <param name="Fence">The fencing number that came with the cart's lock.</param>
        /// <param name="Basis">What the totals were made of.</param>
        /// <param name="Uses">What the totals use of limited discounts: held from now on.</param>
        public sealed record Lock(Quote Quote, long Fence, PricingBasis? Basis = null, IReadOnlyList<DiscountUse>? Uses = null) : Command;

        public sealed record Unlock : Command;

        /// <param name="AttemptId">Made from the request's idempotency key, so that a repeated request is the same attempt.</param>
        /// <param name="Provider">The gateway that will be asked.</param>
        public sealed record StartPayment(Guid AttemptId, string Provider) : Command;

        public sealed record Retry : Command;

        public sealed record Cancel(string Reason) : Command;

        // The clock's.

        public sealed record Expire : Command;

        // The provider's. Each may come twice, late, or out of order.

        public abstract record Answer(Guid AttemptId) : Command;

        /// <summary>The shopper has to prove something first.</summary>
        public sealed record RequireAction(Guid AttemptId, string Reference, string Url) : Answer(AttemptId);

        public sealed record Authorise(Guid AttemptId, string Reference, Money Amount) : Answer(AttemptId);

        public sealed record Capture(Guid AttemptId, string Reference, Money Amount) : Answer(AttemptId);

        public sealed record Decline(Guid AttemptId, string Reason) : Answer(AttemptId);

        /// <summary>The provider has let an authorisation go without taking money.</summary>
        public sealed record Void(Guid AttemptId) : Answer(AttemptId);

        public sealed record Refund(Guid AttemptId, string RefundId, Money Amount) : Answer(AttemptId);

        /// <summary>The provider does not say what became of the attempt.</summary>
        public sealed record Doubt(Guid AttemptId) : Answer(AttemptId);

        /// <summary>The provider will not capture what it authorised, and never will.</summary>
        public sealed record FailCapture(Guid AttemptId, string Reason) : Answer(AttemptId);

        /// <summary>The provider neither refunds nor lets go what it was asked to under this key, and never will.</summary>
        public sealed record FailGiveBack(Guid AttemptId, string Key, string Reason) : Answer(AttemptId);

        // The ledger's: said by whoever tried the claim.

        public sealed record PlaceOrder(Guid OrderId) : Command;

        public sealed record RefuseClaim(IReadOnlyList<Shortage> Shortages, string? Reason = null) : Command;

        /// <summary>The order is cancelled and its stock given back.</summary>
        public sealed record CancelOrder(Guid OrderId) : Command;

        public sealed record Complete : Command;

        // The staff's, in REVIEW only.

        /// <summary>Takes the money for the frozen totals after all.</summary>
        public sealed record Accept(string By, string Reason) : Command;

        /// <summary>The provider is to give the money back; where it declined to before, this is a new try under a new key.</summary>
        public sealed record GiveBack(string By, string Reason) : Command;

        /// <summary>The money that the provider declined to give back has reached the shopper another way.</summary>
        /// <param name="Reference">Of the other way, e.g. of the bank transfer.</param>
        public sealed record RecordReturn(string By, string Reason, string Reference) : Command;

        public sealed record Dismiss(string By, string Reason) : Command;
    }
}
