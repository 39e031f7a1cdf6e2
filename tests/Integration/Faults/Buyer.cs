using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Faults;

/// <summary>A guest who wants some units of one variant.</summary>
internal sealed class Buyer(HttpClient http, Recorder recorder, string name, string variant, int units = 1) : Client(http, recorder, name)
{
    private static readonly string[] Moving = ["PAYMENT_PENDING", "PAYMENT_CONFIRMED", "ORDER_CREATED", "LATE_PAYMENT", "REFUND_PENDING"];

    public string Variant => variant;

    public int Units => units;

    /// <summary>Known once something is in the cart.</summary>
    public string Token { get; private set; } = "";

    /// <summary>How the facts know this buyer.</summary>
    public string Fingerprint => Application.Pipeline.Fingerprint.Of(Token);

    /// <summary>Known once a start was answered.</summary>
    public string Checkout { get; private set; } = "";

    /// <summary>How this buyer's checkout stands, as far as the buyer was told.</summary>
    public string State { get; private set; } = "";

    public async Task<Reply> Fill(string? key = null)
    {
        var reply = await Send(HttpMethod.Post, "/v1/cart/lines", new { variantId = variant, units }, key, headers: Mine());
        Token = reply.CartToken is { Length: > 0 } token ? token : Token;
        return reply;
    }

    public Task<Reply> Start(string key, string? stopAt = null) =>
        Post("/v1/checkouts", new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "pickup" }, key, stopAt);

    /// <summary>All at once.</summary>
    public Task<Reply> Buy(string payment, string key, string? stopAt = null) => Post("/v1/checkouts", Till.Everything(payment), key, stopAt);

    public Task<Reply> Lock(string? stopAt = null) => Do(HttpMethod.Put, "lock", null, null, stopAt);

    public Task<Reply> Pay(string payment, string key, string? stopAt = null) => Do(HttpMethod.Post, "payments", new { token = payment }, key, stopAt);

    public Task<Reply> Cancel(string? stopAt = null) => Do(HttpMethod.Post, "cancel", new { }, null, stopAt);

    public async Task<Reply> See() => Remember(await Send(HttpMethod.Get, $"/v1/checkouts/{Checkout}", headers: Mine()));

    /// <summary>Does what a shop front does until the checkout rests: asks how it stands, and pays again after a refusal of the card.</summary>
    /// <param name="payment">What to pay with; null for a buyer who does not pay any more.</param>
    public async Task<string> Finish(string? payment)
    {
        var tries = 0;
        await Eventually.True(async () =>
        {
            var reply = await See();
            if (!reply.IsOk)
                return false;
            if (Moving.Contains(State))
                await Do(HttpMethod.Post, "confirm", new { }, null);
            else if (State == "PAYMENT_FAILED" && payment is not null)
                await Do(HttpMethod.Post, "retry", new { }, null);
            else if (State is "CREATED" or "LOCKED" && payment is not null)
                await Pay(payment, $"again-{++tries}");
            else
                return true;

            return false;
        });
        return State;
    }

    private async Task<Reply> Post(string path, object body, string key, string? stopAt) => Remember(await Send(HttpMethod.Post, path, body, key, headers: Mine(stopAt)));

    private async Task<Reply> Do(HttpMethod method, string what, object? body, string? key, string? stopAt = null) =>
        Remember(await Send(method, $"/v1/checkouts/{Checkout}/{what}", body, key, headers: Mine(stopAt)));

    private Reply Remember(Reply reply)
    {
        if (reply is { IsOk: true, State: { Length: > 0 } state })
            (Checkout, State) = (reply.Text("id"), state);

        return reply;
    }

    private IEnumerable<(string, string)> Mine(string? stopAt = null) =>
        [.. Token.Length > 0 ? [("Cart-Token", Token)] : Array.Empty<(string, string)>(), .. stopAt is null ? Array.Empty<(string, string)>() : [(StopPoints.Header, stopAt), (StopPoints.NameHeader, Name)]];
}
