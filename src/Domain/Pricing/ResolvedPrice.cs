namespace Commerce.Domain.Pricing;

/// <summary>What units of one variant cost a buyer before discounts, in minor units of the buyer's currency.</summary>
/// <param name="UnitPrice">Of one unit; where tiers are graduated the average, rounded.</param>
/// <param name="ListPrice">Of one unit, what it would cost otherwise; never below the unit price.</param>
/// <param name="Amount">Of all units together.</param>
internal readonly record struct ResolvedPrice(long UnitPrice, long ListPrice, long Amount);
