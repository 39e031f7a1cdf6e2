using Commerce.Application.Checkouts;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Checkouts;

/// <summary>
/// The table from <c>Shipping:Methods</c>: <c>Code</c>, <c>Label</c>, <c>Prices:{currency}</c> and <c>FreeFrom:{currency}</c> in minor units. Without any, a small one that a new shop can live with.
/// </summary>
internal sealed class ConfiguredShippingRates(IConfiguration configuration) : IShippingRates
{
    private const string Section = "Shipping:Methods";

    private static readonly Dictionary<string, long> Nowhere = [];

    private static readonly ShippingMethod[] Standard =
    [
        new("standard", "Standard, 3 to 5 days", Amounts(490, 590, 800), Amounts(5000, 6000, 8000)),
        new("express", "Express, next working day", Amounts(1490, 1690, 2400), Nowhere),
        new("pickup", "Collect in the shop", Amounts(0, 0, 0), Nowhere),
    ];

    public IReadOnlyList<ShippingMethod> Methods { get; } = Read(configuration.GetSection(Section)) is { Length: > 0 } configured ? configured : Standard;

    private static ShippingMethod[] Read(IConfigurationSection section) =>
        [.. section.GetChildren().Select(row => new ShippingMethod(Need(row, "Code"), Need(row, "Label"), Amounts(row.GetSection("Prices")), Amounts(row.GetSection("FreeFrom"))))];

    private static string Need(IConfigurationSection row, string name) => row[name] ?? throw new UnusableSettingException($"{row.Path}:{name}", "missing");

    private static Dictionary<string, long> Amounts(IConfigurationSection section) => section.GetChildren().ToDictionary(
        amount => Currency.IsKnown(amount.Key) ? amount.Key : throw new UnusableSettingException(amount.Path, "not an ISO 4217 currency in capital letters"),
        amount => long.TryParse(amount.Value, out var minor) && minor >= 0 ? minor : throw new UnusableSettingException(amount.Path, $"'{amount.Value}', which is no amount in minor units"));

    private static Dictionary<string, long> Amounts(long eur, long usd, long jpy) => new() { ["EUR"] = eur, ["USD"] = usd, ["JPY"] = jpy };
}
