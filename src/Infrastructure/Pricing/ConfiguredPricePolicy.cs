using System.Text.RegularExpressions;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Pricing;

/// <summary>The settings of prices: <c>Shop:Currency</c>, <c>Shop:Channel</c>, <c>Shop:Rounding</c>, <c>Shop:TaxRounding</c>.</summary>
internal sealed class ConfiguredPricePolicy(IConfiguration configuration) : IPricePolicy
{
    public PriceSettings Settings { get; } = new(
        configuration.ShopCurrency(), Channel(configuration), configuration.Named("Shop:Rounding", Rounding.HalfUp), configuration.Named("Shop:TaxRounding", TaxRounding.PerRate));

    private static string Channel(IConfiguration configuration) =>
        configuration["Shop:Channel"] is not { Length: > 0 } channel ? BuyerContext.Web
        : Regex.IsMatch(channel, RuleCode.Pattern) ? channel
        : throw new UnusableSettingException("Shop:Channel", $"'{channel}', which cannot be the code of a channel");
}
