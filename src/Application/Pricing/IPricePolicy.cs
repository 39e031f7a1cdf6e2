using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>Where the settings of prices come from.</summary>
public interface IPricePolicy
{
    PriceSettings Settings { get; }
}

/// <summary>What a shop decides about its prices. Stored with every quote that is frozen.</summary>
/// <param name="Currency">Of whoever names none.</param>
/// <param name="Channel">Of requests that name none.</param>
public sealed record PriceSettings(string Currency, string Channel, Rounding Rounding, TaxRounding TaxRounding);
