using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;

namespace Commerce.Application.Orders;

/// <summary>
/// Carries out refunds that were decided. The order remembers the refund, and with it the provider's idempotency key, before the provider is asked;
/// so asking again after a crash or a lost answer never pays twice.
/// </summary>
internal sealed class OrderRefunds(IOrders orders, PaymentGateways gateways)
{
    /// <summary>Asks the provider for one refund if it is pending. If the outcome stays unknown it stays pending; the webhook or <see cref="SettlePending"/> ends it.</summary>
    public async Task<Result<OrderView>> Settle(Guid orderId, Guid refundId, CancellationToken ct)
    {
        var (state, version) = await orders.Load(orderId, ct);
        if (state is not Order.Known { Book: var book })
            return OrderRefusals.Unknown;

        return book.Refund(refundId) is { State: RefundState.Pending } refund && await Outcome(orderId, book.Terms.Payment, refund, ct) is { } command
            ? await orders.Decide(orderId, command, (order, now) => OrderView.Of(orderId, order, now), ct)
            : OrderView.Of(orderId, state, version);
    }

    /// <summary>Asks again for every refund of an order that is still pending.</summary>
    public async Task SettlePending(Guid orderId, CancellationToken ct)
    {
        if ((await orders.Load(orderId, ct)).State is not Order.Known { Book: var book })
            return;

        foreach (var refund in book.Refunds.Where(refund => refund.State == RefundState.Pending))
            await Settle(orderId, refund.Id, ct);
    }

    /// <summary>The provider's idempotency key: finds its way back to the order in webhooks.</summary>
    public static string KeyOf(Guid orderId, Guid refundId) => $"order-{orderId:N}-{refundId:N}";

    /// <summary>The order and the refund a key was made of; false for a key that is not ours.</summary>
    public static bool TryRead(string? key, out Guid orderId, out Guid refundId)
    {
        (orderId, refundId) = (default, default);
        return key?.Split('-') is ["order", var order, var refund] && Guid.TryParseExact(order, "N", out orderId) && Guid.TryParseExact(refund, "N", out refundId);
    }

    private async Task<Order.Command?> Outcome(Guid orderId, OrderPayment? payment, OrderRefund refund, CancellationToken ct)
    {
        if (refund.Amount.IsZero || payment is null)
            return new Order.Command.ConfirmRefund(refund.Id);

        return await gateways.Of(payment.Provider).Refund(payment.Reference, refund.Amount, KeyOf(orderId, refund.Id), ct) switch
        {
            GatewayAnswer.Refunded => new Order.Command.ConfirmRefund(refund.Id),
            GatewayAnswer.Declined declined => new Order.Command.FailRefund(refund.Id, declined.Reason),
            GatewayAnswer.NotFound => new Order.Command.FailRefund(refund.Id, "payment_not_found"),
            _ => null,
        };
    }
}

/// <summary>A refund whose answer was lost is confirmed by the provider's webhook.</summary>
internal sealed class RefundOutcome(IOrders orders) : IPaymentOutcome
{
    public async Task<bool> Apply(ProviderEvent heard, CancellationToken ct)
    {
        if (heard.Outcome is not GatewayAnswer.Refunded refunded || !OrderRefunds.TryRead(refunded.Key, out var orderId, out var refundId))
            return false;

        var confirmed = await orders.Decide(orderId, new Order.Command.ConfirmRefund(refundId), (_, _) => new Done(), ct);
        return confirmed.Refusal is null;
    }
}
