using System.Globalization;
using System.Text.Json.Nodes;

namespace Commerce.Integration.Payments.Stripe;

/// <summary>The payments at the double: what Stripe would say of them, in its own objects.</summary>
internal sealed partial class StripeBooks
{
    private static readonly Dictionary<string, (string Code, string DeclineCode)> Declines = new()
    {
        ["pm_card_chargeDeclined"] = ("card_declined", "generic_decline"),
        ["pm_card_visa_chargeDeclinedInsufficientFunds"] = ("card_declined", "insufficient_funds"),
        ["pm_card_chargeDeclinedExpiredCard"] = ("expired_card", "expired_card"),
    };

    private readonly Lock gate = new();
    private readonly Dictionary<string, JsonObject> intents = [];
    private readonly List<JsonObject> refunds = [];
    private readonly List<JsonObject> events = [];

    /// <summary>Every payment there is, as it stands.</summary>
    public IReadOnlyList<JsonObject> Intents
    {
        get
        {
            lock (gate)
                return [.. intents.Values.Select(Copy)];
        }
    }

    /// <summary>What a refund answers: succeeded, pending or failed.</summary>
    public string RefundStatus { get; set; } = "succeeded";

    public JsonObject Of(Guid checkout) => Intents.Single(intent => (string)intent["metadata"]!["commerce_checkout"]! == $"{checkout}");

    public IReadOnlyList<JsonObject> RefundsOf(string intent)
    {
        lock (gate)
            return [.. refunds.Where(refund => (string)refund["payment_intent"]! == intent).Select(Copy)];
    }

    /// <summary>The events about a payment so far, in order.</summary>
    public IReadOnlyList<JsonObject> EventsOf(string intent)
    {
        lock (gate)
            return [.. events.Where(one => one["data"]!["object"] is { } about && ((string?)about["payment_intent"] ?? (string?)about["id"]) == intent).Select(Copy)];
    }

    public (int, JsonNode) Create(IReadOnlyDictionary<string, string> form)
    {
        var (method, amount) = (form.GetValueOrDefault("payment_method"), long.Parse(form["amount"], CultureInfo.InvariantCulture));
        if (method is not null && !method.StartsWith("pm_card_", StringComparison.Ordinal))
            return (400, Error("invalid_request_error", "resource_missing", $"No such PaymentMethod: '{method}'", "payment_method"));
        if (amount < 50)
            return (400, Error("invalid_request_error", "amount_too_small", "Amount must be at least 50 cents", "amount"));

        var id = $"pi_{Guid.NewGuid():N}";
        return Put(id, new JsonObject
        {
            ["id"] = id,
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_capturable"] = 0L,
            ["amount_received"] = 0L,
            ["capture_method"] = form["capture_method"],
            ["client_secret"] = $"{id}_secret",
            ["created"] = Now,
            ["currency"] = form["currency"],
            ["last_payment_error"] = null,
            ["latest_charge"] = null,
            ["livemode"] = false,
            ["metadata"] = new JsonObject(form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal)).Select(field => KeyValuePair.Create(field.Key[9..^1], (JsonNode?)field.Value))),
            ["next_action"] = null,
            ["payment_method"] = method,
            ["payment_method_types"] = new JsonArray("card"),
            ["status"] = method is null ? "requires_payment_method" : "requires_confirmation",
        }, "payment_intent.created");
    }

    public (int, JsonNode) Confirm(string id, IReadOnlyDictionary<string, string> form, Uri address) => With(id, "confirm", ["requires_confirmation", "requires_payment_method"], intent =>
    {
        var method = form.ContainsKey("confirmation_token") ? "pm_card_visa" : (string)intent["payment_method"]!;
        if (Declines.TryGetValue(method, out var decline))
            return Fail(intent, decline.Code, decline.DeclineCode);
        if (method != "pm_card_authenticationRequired")
            return Authorise(intent);

        intent["status"] = "requires_action";
        intent["next_action"] = new JsonObject
        {
            ["type"] = "redirect_to_url",
            ["redirect_to_url"] = new JsonObject { ["url"] = new Uri(address, $"/challenge/{id}").AbsoluteUri, ["return_url"] = form["return_url"] },
        };
        return Put(id, intent, "payment_intent.requires_action");
    });

    /// <summary>The buyer's bank has asked.</summary>
    public void Authenticate(string id, bool approve) => With(id, "authenticate", ["requires_action"], intent =>
    {
        intent["next_action"] = null;
        return approve ? Authorise(intent) : Fail(intent, "payment_intent_authentication_failure", null);
    });

    public (int, JsonNode) Capture(string id, IReadOnlyDictionary<string, string> form) => With(id, "capture", ["requires_capture"], intent =>
    {
        var amount = form.TryGetValue("amount_to_capture", out var part) ? long.Parse(part, CultureInfo.InvariantCulture) : (long)intent["amount"]!;
        return amount > (long)intent["amount_capturable"]! ? (400, Error("invalid_request_error", "amount_too_large", "You cannot capture more than was authorised.", "amount_to_capture")) : Take(intent, amount);
    });

    public (int, JsonNode) Cancel(string id) => With(id, "cancel", ["requires_payment_method", "requires_confirmation", "requires_action", "requires_capture"], intent =>
    {
        (intent["status"], intent["amount_capturable"]) = ("canceled", 0L);
        return Put(id, intent, "payment_intent.canceled");
    });

    public (int, JsonNode) Get(string id, bool expand)
    {
        lock (gate)
            return intents.TryGetValue(id, out var intent) ? (200, expand ? Copy(intent) : Flat(intent)) : Missing(id);
    }

    public (int, JsonNode) Refund(IReadOnlyDictionary<string, string> form) => With(form["payment_intent"], "refund", ["succeeded"], intent =>
    {
        var (charge, amount) = (intent["latest_charge"]!, long.Parse(form["amount"], CultureInfo.InvariantCulture));
        if ((long)charge["amount_refunded"]! + amount > (long)charge["amount_captured"]!)
            return (400, Error("invalid_request_error", null, "Refund amount is greater than unrefunded amount on charge", "amount"));

        var refund = new JsonObject
        {
            ["id"] = $"re_{Guid.NewGuid():N}",
            ["object"] = "refund",
            ["amount"] = amount,
            ["charge"] = (string)charge["id"]!,
            ["created"] = Now,
            ["currency"] = (string)intent["currency"]!,
            ["metadata"] = new JsonObject(form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal)).Select(field => KeyValuePair.Create(field.Key[9..^1], (JsonNode?)field.Value))),
            ["payment_intent"] = (string)intent["id"]!,
            ["status"] = RefundStatus,
        };
        if (RefundStatus == "succeeded")
            charge["amount_refunded"] = (long)charge["amount_refunded"]! + amount;

        intents[(string)intent["id"]!] = intent;
        refunds.Insert(0, refund);
        Tell("refund.created", refund);
        return (200, Copy(refund));
    });

    /// <summary>Newest first, as Stripe lists.</summary>
    public (int, JsonNode) Refunds(string intent) =>
        (200, new JsonObject { ["object"] = "list", ["url"] = "/v1/refunds", ["has_more"] = false, ["data"] = new JsonArray([.. RefundsOf(intent)]) });

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private (int, JsonNode) With(string id, string verb, string[] from, Func<JsonObject, (int, JsonNode)> act)
    {
        lock (gate)
        {
            if (!intents.TryGetValue(id, out var intent))
                return Missing(id);

            return from.Contains((string)intent["status"]!)
                ? act(Copy(intent))
                : (400, Error("invalid_request_error", "payment_intent_unexpected_state", $"You cannot {verb} this PaymentIntent because it has a status of {intent["status"]}.", null, null, intent));
        }
    }

    private (int, JsonNode) Put(string id, JsonObject intent, string type)
    {
        lock (gate)
        {
            intents[id] = intent;
            Tell(type, Flat(intent));
        }

        return (200, Copy(intent));
    }

    /// <summary>Where nobody asked to expand it a charge is its id.</summary>
    private static JsonObject Flat(JsonObject intent)
    {
        var flat = Copy(intent);
        flat["latest_charge"] = (string?)intent["latest_charge"]?["id"];
        return flat;
    }

    private static JsonObject Copy(JsonObject node) => (JsonObject)node.DeepClone();

    private static (int, JsonNode) Missing(string id) => (404, Error("invalid_request_error", "resource_missing", $"No such payment_intent: '{id}'", "intent"));
}
