using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Redis;

/// <summary>How long each kind of key lives. Defaults are the architecture's; <c>Redis:Ttl:{Name}</c> (seconds) changes one. Checked at start: see <see cref="Check"/>.</summary>
internal sealed class Ttl
{
    public TimeSpan InventoryReservation { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>However often a hold is renewed by activity, it ends this long after it began, unless a running payment pins it.</summary>
    public TimeSpan InventoryReservationLongest { get; init; } = TimeSpan.FromMinutes(45);

    public TimeSpan CheckoutLock { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A lock that was not renewed for so long passes on if its owner is no live checkout.</summary>
    public TimeSpan CheckoutLockRest { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan CheckoutSession { get; init; } = TimeSpan.FromMinutes(60);

    public TimeSpan PaymentIntent { get; init; } = TimeSpan.FromHours(24);

    public TimeSpan Cart { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan UserSession { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan Idempotency { get; init; } = TimeSpan.FromHours(24);

    public TimeSpan IdempotencyLease { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Bundle { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Redis that nobody looked after for so long is brought up to date again before it is trusted.</summary>
    public TimeSpan Marker { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Which products a discount is for. It is made anew by another version before that.</summary>
    public TimeSpan Eligibility { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long other nodes wait for the one that looks for them.</summary>
    public TimeSpan EligibilityLease { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How far a dry run is, and what came of it.</summary>
    public TimeSpan DryRun { get; init; } = TimeSpan.FromHours(24);

    /// <summary>No window of a rate limit is longer. What is known of a client goes as soon as its quota is whole again.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(24);

    /// <summary>What was read from PostgreSQL. Fresh for half of it; the other half it is there while PostgreSQL does not answer.</summary>
    public TimeSpan ApplicationCache { get; init; } = TimeSpan.FromHours(2);

    public static Ttl From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Redis:Ttl");
        TimeSpan Of(string name, TimeSpan otherwise) => section[name] is null ? otherwise : TimeSpan.FromSeconds(section.GetValue<double>(name));
        var standard = new Ttl();
        return new Ttl
        {
            InventoryReservation = Of(nameof(InventoryReservation), standard.InventoryReservation),
            InventoryReservationLongest = Of(nameof(InventoryReservationLongest), standard.InventoryReservationLongest),
            CheckoutLock = Of(nameof(CheckoutLock), standard.CheckoutLock),
            CheckoutLockRest = Of(nameof(CheckoutLockRest), standard.CheckoutLockRest),
            CheckoutSession = Of(nameof(CheckoutSession), standard.CheckoutSession),
            PaymentIntent = Of(nameof(PaymentIntent), standard.PaymentIntent),
            Cart = Of(nameof(Cart), standard.Cart),
            UserSession = Of(nameof(UserSession), standard.UserSession),
            Idempotency = Of(nameof(Idempotency), standard.Idempotency),
            IdempotencyLease = Of(nameof(IdempotencyLease), standard.IdempotencyLease),
            Bundle = Of(nameof(Bundle), standard.Bundle),
            Marker = Of(nameof(Marker), standard.Marker),
            Eligibility = Of(nameof(Eligibility), standard.Eligibility),
            EligibilityLease = Of(nameof(EligibilityLease), standard.EligibilityLease),
            DryRun = Of(nameof(DryRun), standard.DryRun),
            Limit = Of(nameof(Limit), standard.Limit),
            ApplicationCache = Of(nameof(ApplicationCache), standard.ApplicationCache),
        }.Check();
    }

    /// <summary>A lock must end before the hold it guards, a hold before the session it belongs to: otherwise the longer one promises what the shorter one no longer keeps.</summary>
    /// <exception cref="UnusableSettingException">The relation does not hold.</exception>
    private Ttl Check()
    {
        if (!(CheckoutLock < InventoryReservation && InventoryReservation <= InventoryReservationLongest && InventoryReservationLongest < CheckoutSession))
            throw new UnusableSettingException("Redis:Ttl", "contradictory: CheckoutLock < InventoryReservation <= InventoryReservationLongest < CheckoutSession must hold");

        return this;
    }
}
