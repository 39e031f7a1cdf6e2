using Commerce.Application.Carts;
using Commerce.Domain.Carts;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Redis.Carts;

/// <summary>The settings of carts: <c>Carts:MaxLines</c>, <c>Carts:MaxUnitsPerLine</c>, <c>Carts:MaxUnits</c>, <c>Carts:HoldAt</c>, <c>Carts:Merge</c>.</summary>
internal sealed class ConfiguredCartPolicy(IConfiguration configuration) : ICartPolicy
{
    public CartSettings Settings { get; } = Read(configuration);

    private static CartSettings Read(IConfiguration configuration)
    {
        var standard = CartLimits.Standard;
        return new(
            new(Most("Carts:MaxLines", standard.Lines), Most("Carts:MaxUnitsPerLine", standard.UnitsPerLine), Most("Carts:MaxUnits", standard.Units)),
            configuration.Named("Carts:HoldAt", HoldTime.Checkout),
            configuration.Named("Carts:Merge", MergeStrategy.Sum));

        int Most(string name, int otherwise) => configuration[name] is not { } text ? otherwise
            : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var most) && most > 0 ? most
            : throw new UnusableSettingException(name, $"'{text}', which is not a number above 0");
    }
}
