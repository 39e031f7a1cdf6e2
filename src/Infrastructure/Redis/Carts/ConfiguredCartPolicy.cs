using Commerce.Application.Carts;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Redis.Carts;

/// <summary>The settings of carts: <c>Shop:Currency</c>, <c>Shop:Rounding</c>, <c>Carts:MaxLines</c>, <c>Carts:MaxUnitsPerLine</c>, <c>Carts:MaxUnits</c>, <c>Carts:HoldAt</c>, <c>Carts:Merge</c>.</summary>
internal sealed class ConfiguredCartPolicy(IConfiguration configuration) : ICartPolicy
{
    public CartSettings Settings { get; } = Read(configuration);

    private static CartSettings Read(IConfiguration configuration)
    {
        var currency = configuration["Shop:Currency"] ?? "EUR";
        if (!Currency.IsKnown(currency))
            throw new UnusableSettingException("Shop:Currency", $"'{currency}', which is not an ISO 4217 currency");

        var standard = CartLimits.Standard;
        return new(
            new(Most("Carts:MaxLines", standard.Lines), Most("Carts:MaxUnitsPerLine", standard.UnitsPerLine), Most("Carts:MaxUnits", standard.Units)),
            currency,
            Named("Shop:Rounding", Rounding.HalfUp),
            Named("Carts:HoldAt", HoldTime.Checkout),
            Named("Carts:Merge", MergeStrategy.Sum));

        int Most(string name, int otherwise) => configuration[name] is not { } text ? otherwise
            : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var most) && most > 0 ? most
            : throw new UnusableSettingException(name, $"'{text}', which is not a number above 0");

        T Named<T>(string name, T otherwise) where T : struct, Enum => configuration[name] is not { } text ? otherwise
            : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
            : throw new UnusableSettingException(name, $"'{text}', which is none of {string.Join(", ", Enum.GetNames<T>())}");
    }
}
