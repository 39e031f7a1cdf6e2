using System.Collections.Frozen;

namespace Commerce.Infrastructure.Payments.Sandbox;

/// <summary>What a test token makes the sandbox do. docs/payments.md lists them; a test compares.</summary>
internal sealed record SandboxToken(string Name)
{
    /// <summary>The state after the authorisation.</summary>
    public string Status { get; init; } = "authorised";

    public string? Reason { get; init; }

    /// <summary>What a waiting payment becomes when it is decided in the buyer's favour.</summary>
    public string Verdict { get; init; } = "authorised";

    public string? VerdictReason { get; init; }

    /// <summary>A pending payment decides itself after a while; else somebody does it at its page.</summary>
    public bool Decides { get; init; }

    public string? CaptureFails { get; init; }

    public string? RefundFails { get; init; }

    public string? VoidFails { get; init; }

    /// <summary>A refund or void is declined under its first key only.</summary>
    public bool FailsOnce { get; init; }

    /// <summary>The operation whose answer is lost: it takes effect, and the caller hears nothing.</summary>
    public string? Loses { get; init; }

    /// <summary>The request itself is lost: no effect, no answer.</summary>
    public bool NeverArrives { get; init; }

    public bool Slow { get; init; }

    /// <summary>Minor units more or less than was asked for.</summary>
    public long Differs { get; init; }

    /// <summary>How often each webhook is delivered.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Everything is answered at once: there is nothing a webhook would have to tell.</summary>
    public bool IsPlain => this == new SandboxToken(Name) || (Status == "declined" && this == new SandboxToken(Name) { Status = Status, Reason = Reason });

    public static FrozenDictionary<string, SandboxToken> All { get; } = new SandboxToken[]
    {
        new("tok_ok"),
        Declined("insufficient_funds"), Declined("expired_card"), Declined("do_not_honour"), Declined("limit_exceeded"), Declined("suspected_fraud"),
        new("tok_challenge") { Status = "action_required" },
        new("tok_challenge_then_declined") { Status = "action_required", Verdict = "declined", VerdictReason = "do_not_honour" },
        new("tok_slow") { Slow = true },
        new("tok_pending") { Status = "pending" },
        new("tok_webhook_only") { Status = "pending", Decides = true },
        new("tok_webhook_declined") { Status = "pending", Decides = true, Verdict = "declined", VerdictReason = "insufficient_funds" },
        new("tok_duplicate_webhooks") { Status = "pending", Decides = true, Copies = 3 },
        new("tok_timeout_before_effect") { NeverArrives = true },
        new("tok_timeout_after_effect") { Loses = "authorise" },
        new("tok_amount_differs") { Differs = -1 },
        new("tok_amount_exceeds") { Differs = 1 },
        new("tok_capture_declined") { CaptureFails = "do_not_honour" },
        new("tok_capture_timeout_after_effect") { Loses = "capture" },
        new("tok_refund_declined") { RefundFails = "account_closed" },
        new("tok_refund_declined_once") { RefundFails = "account_closed", FailsOnce = true },
        new("tok_void_declined") { VoidFails = "not_voidable" },
        new("tok_refund_timeout_after_effect") { Loses = "refund" },
    }.ToFrozenDictionary(token => token.Name, StringComparer.Ordinal);

    /// <summary>A token nobody made is declined like a card nobody issued. What it was is not kept: it may be anything.</summary>
    public static SandboxToken Of(string name) => All.GetValueOrDefault(name) ?? new("tok_unknown") { Status = "declined", Reason = "token_unknown" };

    private static SandboxToken Declined(string reason) => new($"tok_declined_{reason}") { Status = "declined", Reason = reason };
}
