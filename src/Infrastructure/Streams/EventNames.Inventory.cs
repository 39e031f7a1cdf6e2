using Commerce.Domain.Inventory;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Inventory =>
    [
        (typeof(Stock.Event.Received), "stock_received"),
        (typeof(Stock.Event.Counted), "stock_counted"),
        (typeof(Stock.Event.Adjusted), "stock_adjusted"),
        (typeof(Stock.Event.BackordersAllowed), "stock_backorders_allowed"),
    ];
}
