using System.Text.Json.Nodes;

namespace Commerce.Integration.Payments.Stripe;

/// <remarks>What becomes of a payment, and the envelope of an error.</remarks>
internal sealed partial class StripeBooks
{
    public static JsonObject Error(string type, string? code, string message, string? param = null, string? declineCode = null, JsonObject? intent = null)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        foreach (var (name, value) in new[] { ("code", code), ("param", param), ("decline_code", declineCode) })
            if (value is not null)
                error[name] = value;

        if (intent is not null)
            error["payment_intent"] = Flat(intent);

        return new() { ["error"] = error };
    }

    private (int, JsonNode) Authorise(JsonObject intent)
    {
        intent["latest_charge"] = new JsonObject
        {
            ["id"] = $"ch_{Guid.NewGuid():N}",
            ["object"] = "charge",
            ["amount"] = (long)intent["amount"]!,
            ["amount_captured"] = 0L,
            ["amount_refunded"] = 0L,
            ["currency"] = (string)intent["currency"]!,
            ["payment_intent"] = (string)intent["id"]!,
            ["status"] = "succeeded",
        };
        if ((string)intent["capture_method"]! == "automatic")
            return Take(intent, (long)intent["amount"]!);

        (intent["status"], intent["amount_capturable"]) = ("requires_capture", (long)intent["amount"]!);
        return Put((string)intent["id"]!, intent, "payment_intent.amount_capturable_updated");
    }

    private (int, JsonNode) Take(JsonObject intent, long amount)
    {
        (intent["status"], intent["amount_capturable"], intent["amount_received"], intent["latest_charge"]!["amount_captured"]) = ("succeeded", 0L, amount, amount);
        return Put((string)intent["id"]!, intent, "payment_intent.succeeded");
    }

    private (int, JsonNode) Fail(JsonObject intent, string code, string? declineCode)
    {
        (intent["status"], intent["payment_method"]) = ("requires_payment_method", null);
        intent["last_payment_error"] = Error("card_error", code, "Your card was declined.", null, declineCode)["error"]!.DeepClone();
        Put((string)intent["id"]!, intent, "payment_intent.payment_failed");
        return (402, Error("card_error", code, "Your card was declined.", null, declineCode, intent));
    }

    private void Tell(string type, JsonObject about) => events.Add(new JsonObject
    {
        ["id"] = $"evt_{Guid.NewGuid():N}",
        ["object"] = "event",
        ["api_version"] = "2020-08-27",
        ["created"] = Now,
        ["type"] = type,
        ["livemode"] = false,
        ["pending_webhooks"] = 1,
        ["data"] = new JsonObject { ["object"] = Copy(about) },
    });
}
