using Commerce.Domain.Checkouts;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Checkouts =>
    [
        (typeof(Checkout.Event.Started), "checkout_started"),
        (typeof(Checkout.Event.Edited), "checkout_edited"),
        (typeof(Checkout.Event.Locked), "checkout_locked"),
        (typeof(Checkout.Event.Unlocked), "checkout_unlocked"),
        (typeof(Checkout.Event.PaymentStarted), "checkout_payment_started"),
        (typeof(Checkout.Event.NothingToPay), "checkout_nothing_to_pay"),
        (typeof(Checkout.Event.ActionRequired), "checkout_action_required"),
        (typeof(Checkout.Event.PaymentDeclined), "checkout_payment_declined"),
        (typeof(Checkout.Event.PaymentRetried), "checkout_payment_retried"),
        (typeof(Checkout.Event.PaymentAuthorised), "checkout_payment_authorised"),
        (typeof(Checkout.Event.PaymentCaptured), "checkout_payment_captured"),
        (typeof(Checkout.Event.AmountDiffered), "checkout_amount_differed"),
        (typeof(Checkout.Event.OutcomeStayedUnknown), "checkout_outcome_stayed_unknown"),
        (typeof(Checkout.Event.OrderPlaced), "checkout_order_placed"),
        (typeof(Checkout.Event.ClaimRefused), "checkout_claim_refused"),
        (typeof(Checkout.Event.CaptureFailed), "checkout_capture_failed"),
        (typeof(Checkout.Event.OrderCancelled), "checkout_order_cancelled"),
        (typeof(Checkout.Event.GiveBackFailed), "checkout_give_back_failed"),
        (typeof(Checkout.Event.Completed), "checkout_completed"),
        (typeof(Checkout.Event.CancelRequested), "checkout_cancel_requested"),
        (typeof(Checkout.Event.Cancelled), "checkout_cancelled"),
        (typeof(Checkout.Event.Expired), "checkout_expired"),
        (typeof(Checkout.Event.PaymentArrivedLate), "checkout_payment_arrived_late"),
        (typeof(Checkout.Event.StrayPaymentArrived), "checkout_stray_payment_arrived"),
        (typeof(Checkout.Event.StrayPaymentReturned), "checkout_stray_payment_returned"),
        (typeof(Checkout.Event.PaymentVoided), "checkout_payment_voided"),
        (typeof(Checkout.Event.PaymentRefunded), "checkout_payment_refunded"),
        (typeof(Checkout.Event.PaymentAccepted), "checkout_payment_accepted"),
        (typeof(Checkout.Event.GiveBackOrdered), "checkout_give_back_ordered"),
        (typeof(Checkout.Event.ReturnRecorded), "checkout_return_recorded"),
        (typeof(Checkout.Event.Dismissed), "checkout_dismissed"),
    ];
}
