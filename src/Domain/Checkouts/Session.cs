using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Checkouts;

/// <summary>What a checkout knows from its first moment to its last, whatever state it is in.</summary>
/// <param name="Attempts">Every try to pay, oldest first. Money may still arrive for any of them.</param>
/// <param name="Strays">Money that arrived and belongs to no order of ours: it has to go back.</param>
/// <param name="Fence">The highest fencing number this session has locked its cart with: who comes with a lower one has lost the lock meanwhile.</param>
/// <param name="Basis">What the frozen totals were made of; null while nothing is frozen.</param>
/// <param name="Uses">What totals that are or were frozen use of limited discounts: kept when they thaw, so that it is known what is to be given back.</param>
public sealed record Session(
    Guid CartId, Owner Owner, string Currency, DateTimeOffset ExpiresAt, Details Details, IReadOnlyList<Attempt> Attempts, IReadOnlyList<Payment> Strays, long Fence = 0, PricingBasis? Basis = null,
    IReadOnlyList<DiscountUse>? Uses = null)
{
    public bool IsOver(DateTimeOffset now) => ExpiresAt <= now;

    public Attempt? Attempt(Guid id) => Attempts.FirstOrDefault(attempt => attempt.Id == id);

    public Payment? Stray(Guid attemptId) => Strays.FirstOrDefault(stray => stray.AttemptId == attemptId);

    internal Session WithAttempt(Attempt attempt) => this with { Attempts = [.. Attempts, attempt] };

    internal Session WithStray(Payment stray) => this with { Strays = [.. Strays.Where(known => known.AttemptId != stray.AttemptId), stray] };
}

/// <summary>Who may see and move a checkout: the customer, or whoever has the guest's cart token.</summary>
/// <param name="CustomerId">Null for a guest.</param>
/// <param name="CartTokenHash">SHA-256, lower-case hex, of the token of the cart that started it; null when it was the customer's own cart.</param>
/// <param name="OrderTokenHash">SHA-256, lower-case hex, of the token with which a guest will read the order; null for a customer.</param>
public sealed record Owner(Guid? CustomerId, string? CartTokenHash, string? OrderTokenHash);

/// <summary>What the shopper tells. Complete when an e-mail, a shipping address and a method are known.</summary>
/// <param name="BillingAddress">Null: the shipping address.</param>
/// <param name="ShippingMethod">The code of a way of sending.</param>
public sealed record Details(string? Email = null, PostalAddress? ShippingAddress = null, PostalAddress? BillingAddress = null, string? ShippingMethod = null)
{
    public IReadOnlyList<string> Missing() =>
    [
        .. Email is null ? ["email"] : Array.Empty<string>(),
        .. ShippingAddress is null ? ["shippingAddress"] : Array.Empty<string>(),
        .. ShippingMethod is null ? ["shippingMethod"] : Array.Empty<string>(),
    ];

    /// <summary>The details once this is told too.</summary>
    public Details With(Checkout.Command.Edit edit) => With(edit.Email, edit.ShippingAddress, edit.BillingAddress, edit.ShippingMethod);

    internal Details With(Checkout.Event.Edited fact) => With(fact.Email, fact.ShippingAddress, fact.BillingAddress, fact.ShippingMethod);

    private Details With(string? email, PostalAddress? shipping, PostalAddress? billing, string? method) =>
        new(email ?? Email, shipping ?? ShippingAddress, billing ?? BillingAddress, method ?? ShippingMethod);
}

/// <summary>One try to pay, recorded before the gateway is called.</summary>
/// <param name="Id">Our own key at the gateway: the same id never charges twice.</param>
/// <param name="Provider">Who was asked, and is to be asked what became of it; null when there was nothing to pay.</param>
public sealed record Attempt(Guid Id, string? Provider, Money Amount, DateTimeOffset StartedAt);

/// <summary>Money that the provider has secured for an attempt.</summary>
/// <param name="Reference">The provider's name for it; null when there was nothing to pay.</param>
/// <param name="Captured">What was really taken: zero, or the authorised amount.</param>
/// <param name="Refunds">What went back, by our key of the refund.</param>
/// <param name="Voided">The provider let the authorisation go.</param>
public sealed record Payment(Guid AttemptId, string? Reference, Money Authorised, Money Captured, IReadOnlyList<Refund> Refunds, bool Voided = false)
{
    internal static Payment OfNothing(Guid attemptId, string currency) => Of(attemptId, null, Money.Zero(currency), captured: false);

    internal static Payment Of(Guid attemptId, string? reference, Money amount, bool captured) =>
        new(attemptId, reference, amount, captured ? amount : Money.Zero(amount.Currency), []);

    /// <summary>Keys under which the provider declined to give it back, for good.</summary>
    public IReadOnlyList<string> Declined { get; init; } = [];

    public Money Refunded => Money.Sum(Authorised.Currency, Refunds.Select(refund => refund.Amount));

    /// <summary>What we still have of the shopper's: what is left to give back.</summary>
    public Money Kept => Captured - Refunded;

    public bool IsCaptured => !Captured.IsZero;

    /// <summary>Nothing of the shopper's is with us or reserved for us any more.</summary>
    public bool IsReturned => IsCaptured ? Kept.IsZero : Voided || Authorised.IsZero;

    internal bool HasDeclined(string key) => Declined.Contains(key);

    internal Payment With(Refund refund) => this with { Refunds = [.. Refunds, refund] };
}

/// <param name="Id">Our own key of the refund: the same id never pays back twice.</param>
public sealed record Refund(string Id, Money Amount);

/// <summary>A variant the claim could not have.</summary>
public sealed record Shortage(string VariantId, long Wanted, long Available);

/// <param name="Reference">The provider's name for the payment.</param>
/// <param name="Url">Where the shopper answers.</param>
public sealed record Challenge(string Reference, string Url);

/// <summary>How a session is to end once the running attempt lets it.</summary>
/// <param name="OutOfTime">The deadline asked, not a person.</param>
public sealed record Ending(bool OutOfTime, string Reason);
