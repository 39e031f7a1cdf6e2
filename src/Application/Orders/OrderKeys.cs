using Commerce.Application.Pipeline;

namespace Commerce.Application.Orders;

/// <summary>Ids of what staff do to an order.</summary>
internal static class OrderKeys
{
    /// <summary>Made of the request's idempotency key, which holds the path and so the order: a repeated request names the same refund or parcel, whatever became of the first.</summary>
    public static Guid NewId(this CallContext call) => call.Key is { } key ? new Guid(Convert.FromHexString(key.Id).AsSpan(0, 16)) : Guid.CreateVersion7();
}
