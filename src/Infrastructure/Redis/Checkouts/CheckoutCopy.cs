using System.Globalization;
using System.Text.Json;
using Commerce.Application.Checkouts;
using Commerce.Domain.Checkouts;

namespace Commerce.Infrastructure.Redis.Checkouts;

/// <summary>What Redis shows of a checkout: a function of its state and version alone, so that a copy can be made again and compared.</summary>
/// <param name="Fields">Of the session.</param>
/// <param name="Totals">JSON of what is frozen; empty while nothing is.</param>
/// <param name="Payment">Fields of the last attempt; null before the first.</param>
internal sealed record CheckoutCopy(Dictionary<string, string> Fields, string Totals, Dictionary<string, string>? Payment)
{
    public static CheckoutCopy Of(Checkout.Known state, long version) => new(
        Session(state, version), state.Frozen is { } quote ? Json(quote) : "", state.Session.Attempts.Count > 0 ? Attempt(state) : null);

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static Dictionary<string, string> Session(Checkout.Known state, long version) => Present(
        ("state", CheckoutView.Word(state)), ("version", Text(version)), ("cartId", $"{state.Session.CartId:N}"), ("customerId", state.Session.Owner.CustomerId?.ToString("N")),
        ("currency", state.Session.Currency), ("expiresAt", state.Session.ExpiresAt.ToString("O", CultureInfo.InvariantCulture)), ("orderId", CheckoutView.OrderOf(state)?.ToString("N")));

    private static Dictionary<string, string> Attempt(Checkout.Known state)
    {
        var attempt = state.Session.Attempts[^1];
        var payment = (state as Checkout.Paid)?.Payment;
        var challenge = (state as Checkout.PaymentPending)?.Challenge;

        return Present(
            ("attemptId", $"{attempt.Id:N}"), ("provider", attempt.Provider), ("state", CheckoutView.Word(state)), ("reference", payment?.Reference ?? challenge?.Reference),
            ("amount", Text(attempt.Amount.Amount)), ("currency", attempt.Amount.Currency), ("captured", Text(payment?.Captured.Amount ?? 0)));
    }

    private static Dictionary<string, string> Present(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var present = new Dictionary<string, string>(fields.Length);
        foreach (var (name, value) in fields)
            if (value is not null)
                present[name] = value;

        return present;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
