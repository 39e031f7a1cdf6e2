using Commerce.Domain.Pricing;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Prices => [(typeof(ListPrices.Event.Put), "list_prices_put")];
}
