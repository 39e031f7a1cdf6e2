namespace Commerce.Domain.Pricing;

/// <summary>
/// Why a price is what it is: every candidate and rule that was looked at, with what it did or the reason it did nothing, each rounding and each allocation, in the order it happened.
/// The amounts of the steps that were accepted sum to the quote's total.
/// </summary>
public sealed record PricingTrace(IReadOnlyList<TraceStep> Steps);

/// <summary>One thing the engine looked at.</summary>
/// <param name="Stage">One of the constants of <see cref="TraceStage"/>.</param>
/// <param name="LineId">The line it is about; null for the whole basket.</param>
/// <param name="Rule">The price list, discount, bundle, tax class or shipping method; <c>base</c> for a product's own price.</param>
/// <param name="Outcome"><see cref="Accepted"/>, or the reason why not in snake case, e.g. <c>group</c>, <c>not_started</c>, <c>lower_price_won</c>.</param>
/// <param name="Amount">What it adds to the total in minor units; negative when it takes off; zero when it was not accepted or only informs.</param>
/// <param name="Text">One sentence for a person, with the arithmetic.</param>
public sealed record TraceStep(string Stage, string? LineId, string Rule, string Outcome, long Amount, string Text)
{
    public const string Accepted = "accepted";
}

public static class TraceStage
{
    public const string Price = "price";
    public const string Bundle = "bundle";
    public const string Item = "item_discount";
    public const string BuyGet = "buy_x_get_y";
    public const string Order = "order_discount";
    public const string Shipping = "shipping";
    public const string ShippingDiscount = "shipping_discount";
    public const string Tax = "tax";

    /// <summary>Which rounding was used on what, and how an amount was shared out. Its amounts are zero.</summary>
    public const string Rounding = "rounding";
}
