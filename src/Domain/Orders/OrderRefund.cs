namespace Commerce.Domain.Orders;

/// <summary>Money on its way back to the buyer.</summary>
/// <param name="Id">Ours, made before the provider is asked; also its idempotency key.</param>
/// <param name="Amount">lines + shipping + other.</param>
public sealed record OrderRefund(Guid Id, Money Amount, IReadOnlyList<RefundedUnits> Lines, Money Shipping, Money Other, string Reason, RefundState State);

public enum RefundState
{
    /// <summary>Decided; the provider has not confirmed it yet.</summary>
    Pending,

    Done,

    /// <summary>The provider refused. The amount is free to be refunded again.</summary>
    Failed,
}
