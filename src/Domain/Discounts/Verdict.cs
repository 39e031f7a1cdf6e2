using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>What became of a rule: it applied, or the first thing that kept it from it, in the order they are looked at.</summary>
internal enum Verdict : byte
{
    /// <summary>Nothing speaks against it so far.</summary>
    Open,

    /// <summary>It took something off, or gave its gift.</summary>
    Applied,

    // Whatever the basket.
    NotStarted,
    Expired,
    LimitReached,
    NoCoupon,
    Currency,
    Channel,
    Country,
    Window,
    SignIn,
    FirstOrder,
    Group,

    // Because of others.
    BetterInGroup,
    AfterExclusive,
    NotAlone,
    Stopped,

    // Because of the basket.
    NoTarget,
    MinSpend,
    MinUnits,
    Incomplete,
    NoGift,
    NoPrice,
    Cap,
    NoMethod,
    OtherMethod,
    NothingOff,
}

internal static class Verdicts
{
    private static readonly string[] Words =
    [
        "open", TraceStep.Accepted, "not_started", "expired", "limit_reached", "no_coupon", "currency", "channel", "country", "weekly_window", "sign_in", "first_order", "group",
        "better_in_group", "after_exclusive", "not_alone", "stopped", "no_target", "minimum_spend", "minimum_units", "incomplete", "gift_unknown", "no_price", "cap", "no_shipping", "shipping_method", "nothing_off",
    ];

    private static readonly string[] Sentences =
    [
        "Not looked at.", "Applied.", "It has not begun.", "It has ended.", "Its uses or its money are spent.", "No coupon opens it.", "It has nothing for this currency.", "Not in this channel.",
        "Not for this destination.", "Outside its hours.", "Only for customers who signed in.", "Only for a first order.", "Not for this customer's groups.", "Another of its group makes the basket cheaper.",
        "A discount that goes with no other has applied.", "It goes with no other, and others have applied.", "A discount before it ends the phase.", "None of its goods are in the basket.",
        "Its goods do not come to the minimum.", "There are too few units of its goods.", "The units for it, or its first tier, are not reached.", "Its gift is not to be had.", "There is no price.",
        "It is worth more than the most it may take off.", "Nothing is sent yet.", "Not for this shipping method.", "There is nothing it could take off.",
    ];

    /// <summary>As the trace spells it.</summary>
    public static string Word(this Verdict verdict) => Words[(int)verdict];

    public static string Sentence(this Verdict verdict) => Sentences[(int)verdict];

    /// <summary>As the shopper who entered its coupon is told; null when nothing is wrong with it.</summary>
    public static string? Refusal(this Verdict verdict) => verdict switch
    {
        Verdict.Applied => null,
        Verdict.NotStarted => CouponRefusal.NotStarted,
        Verdict.Expired => CouponRefusal.Expired,
        Verdict.LimitReached => CouponRefusal.LimitReached,
        Verdict.SignIn => CouponRefusal.SignInRequired,
        Verdict.BetterInGroup or Verdict.AfterExclusive or Verdict.NotAlone or Verdict.Stopped => CouponRefusal.NotCombinable,
        Verdict.MinSpend or Verdict.MinUnits or Verdict.Incomplete => CouponRefusal.MinimumNotMet,
        _ => CouponRefusal.NotEligible,
    };
}
