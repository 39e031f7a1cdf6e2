using System.Text;
using System.Text.Json;
using Commerce.Application.Payments;
using Commerce.Domain;
using Stripe;

namespace Commerce.Infrastructure.Payments.Stripe;

/// <summary>A webhook's body, once its signature is good.</summary>
internal static class StripeEvent
{
    private static readonly HashSet<string> OfPayments =
    [
        EventTypes.PaymentIntentAmountCapturableUpdated, EventTypes.PaymentIntentSucceeded, EventTypes.PaymentIntentPaymentFailed, EventTypes.PaymentIntentCanceled,
        EventTypes.PaymentIntentRequiresAction,
    ];

    private static readonly HashSet<string> OfRefunds = [EventTypes.RefundCreated, EventTypes.RefundUpdated];

    /// <summary>
    /// Null for what is not ours: other events, payments of other programs at the same account, refunds that somebody made at Stripe. The version of the API that the endpoint was made with
    /// may be another than ours: what we read of an event is the same in all of them.
    /// </summary>
    public static Result<ProviderEvent?> Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var said = EventUtility.ParseEvent(Encoding.UTF8.GetString(body), throwOnApiVersionMismatch: false);
            if (said is not { Id.Length: > 0, Type.Length: > 0, Data: { } about })
                return PaymentRefusals.EventUnreadable;

            // Kinds of objects that are younger than the package are none here.
            return about.Object switch
            {
                PaymentIntent intent when OfPayments.Contains(said.Type) && intent.Attempt() is { } attempt => Event(said, attempt, intent.Answer()),
                Refund refund when OfRefunds.Contains(said.Type) && refund.Key() is not null && refund.Attempt() is { } attempt && refund.Answer() is GatewayAnswer.Refunded refunded => Event(said, attempt, refunded),
                _ => (ProviderEvent?)null,
            };
        }
        catch (Exception fault) when (fault is JsonException or StripeException or InvalidOperationException or FormatException)
        {
            return PaymentRefusals.EventUnreadable;
        }
    }

    private static ProviderEvent Event(Event said, Guid attempt, GatewayAnswer outcome) => new(StripeGateway.Name, said.Id, attempt, outcome, new(DateTime.SpecifyKind(said.Created, DateTimeKind.Utc)));
}
