using System.Text.Json;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>What happened to a checkout, in words for the staff.</summary>
/// <param name="What">The fact's name, e.g. <c>payment_authorised</c>; clients that have words of their own go by it.</param>
/// <param name="Text">One sentence.</param>
/// <param name="By">Who did it; null when it was the shopper, the provider or the clock.</param>
public sealed record CheckoutHistoryEntry(DateTimeOffset At, string What, string Text, string? By);

internal static class CheckoutWords
{
    public static CheckoutHistoryEntry Of(CheckoutFact entry) => new(entry.At, JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.Fact.GetType().Name), Text(entry.Fact), By(entry.Fact));

    private static string? By(Checkout.Event fact) => fact switch
    {
        Checkout.Event.PaymentAccepted f => f.By,
        Checkout.Event.GiveBackOrdered f => f.By,
        Checkout.Event.ReturnRecorded f => f.By,
        Checkout.Event.Dismissed f => f.By,
        _ => null,
    };

    private static string Text(Checkout.Event fact) => fact switch
    {
        Checkout.Event.Started f => $"A checkout of cart {f.CartId} began.",
        Checkout.Event.Edited => "The shopper told e-mail, address or method.",
        Checkout.Event.Locked f => $"The totals were frozen at {f.Quote.Total}.",
        Checkout.Event.Unlocked => "It was opened for changes again.",
        Checkout.Event.PaymentStarted f => $"{f.Provider} was to be asked for {f.Amount}.",
        Checkout.Event.NothingToPay => "There was nothing to pay.",
        Checkout.Event.ActionRequired => "The provider wants the shopper to prove something.",
        Checkout.Event.PaymentDeclined f => $"The payment came to nothing: {f.Reason}.",
        Checkout.Event.PaymentRetried => "The shopper means to try again.",
        Checkout.Event.PaymentAuthorised f => $"{f.Amount} was reserved as {f.Reference}.",
        Checkout.Event.PaymentCaptured f => $"{f.Amount} was taken as {f.Reference}.",
        Checkout.Event.AmountDiffered f => $"{f.Got} was {(f.Captured ? "taken" : "reserved")} as {f.Reference} where {f.Asked} was asked for.",
        Checkout.Event.OutcomeStayedUnknown => "For a day nobody said what became of the payment.",
        Checkout.Event.OrderPlaced f => $"Order {f.OrderId} was placed.",
        Checkout.Event.ClaimRefused { Shortages.Count: > 0 } f => $"The goods were gone: {string.Join(", ", f.Shortages.Select(shortage => $"{shortage.Wanted} × {shortage.VariantId}, {shortage.Available} left"))}.",
        Checkout.Event.ClaimRefused => "The cart had gone another way.",
        Checkout.Event.CaptureFailed f => $"The money was not to be had: {f.Reason}.",
        Checkout.Event.OrderCancelled => "The order was cancelled.",
        Checkout.Event.GiveBackFailed f => $"The provider will not give the money back: {f.Reason}.",
        Checkout.Event.Completed => "Paid and done.",
        Checkout.Event.CancelRequested f => $"The provider is to call the payment off: {f.Reason}",
        Checkout.Event.Cancelled f => $"Cancelled: {f.Reason}",
        Checkout.Event.Expired => "It ran out of time.",
        Checkout.Event.PaymentArrivedLate f => $"{f.Amount} was {(f.Captured ? "taken" : "reserved")} late, as {f.Reference}.",
        Checkout.Event.StrayPaymentArrived f => $"{f.Amount} was {(f.Captured ? "taken" : "reserved")} as {f.Reference} and belongs to nothing here.",
        Checkout.Event.StrayPaymentReturned => "What belonged to nothing here went back.",
        Checkout.Event.PaymentVoided => "The provider let the reserved amount go.",
        Checkout.Event.PaymentRefunded f => $"{f.Amount} went back to the shopper.",
        Checkout.Event.PaymentAccepted f => $"Accepted as paid: {f.Reason}",
        Checkout.Event.GiveBackOrdered f => $"The money is to go back: {f.Reason}",
        Checkout.Event.ReturnRecorded { Amount.IsZero: false } f => $"{f.Amount} went back another way, {f.Reference}: {f.Reason}",
        Checkout.Event.ReturnRecorded f => $"What was reserved is free again, {f.Reference}: {f.Reason}",
        Checkout.Event.Dismissed f => $"Closed without money: {f.Reason}",
        _ => fact.GetType().Name,
    };
}
