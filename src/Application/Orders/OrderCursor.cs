using Commerce.Application.Pipeline;

namespace Commerce.Application.Orders;

/// <summary>The last order of a page. Numbers and instants rise together only nearly, so both are named.</summary>
internal sealed record OrderCursor(DateTimeOffset PlacedAt, long Number)
{
    internal const string IsNone = "Not a cursor of this list.";

    internal static bool IsOne(string? cursor) => cursor is null || Cursor.TryRead<OrderCursor>(cursor, out _);
}
