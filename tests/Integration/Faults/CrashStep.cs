namespace Commerce.Integration.Faults;

/// <summary>What can die.</summary>
internal enum Victim
{
    Web,
    Redis,
    Postgres,
    Provider,
}

/// <summary>When it dies, as seen from the step.</summary>
internal enum Moment
{
    /// <summary>Just before the step is taken.</summary>
    Before,

    /// <summary>Just after the step had its effect and its answer was heard.</summary>
    After,

    /// <summary>The step has its effect, and whoever asked for it never hears of it.</summary>
    ReplyLost,
}

/// <summary>What the shopper is doing when it happens.</summary>
internal enum Errand
{
    Start,
    Lock,
    Buy,

    /// <summary>Pays for what is not there any more.</summary>
    BuyWhatIsGone,

    /// <summary>Pays, and the provider will not hand the money over.</summary>
    BuyWithoutCapture,
    Cancel,
}

/// <summary>One step of a checkout: a row of the crash matrix.</summary>
/// <param name="Name">As docs/reliability.md shows it.</param>
/// <param name="Point">The call of a port that is the step, see <c>StopProxy</c>.</param>
/// <param name="Asks">Whom the call goes to.</param>
internal sealed record CrashStep(string Name, string Point, Errand Errand, Victim Asks)
{
    /// <summary>The end of a request: every step is behind it, its answer is on the way to the shopper.</summary>
    public const string Answer = "idempotency-store-end";

    public static IReadOnlyList<CrashStep> All { get; } =
    [
        new("take the idempotency key", "idempotency-store-begin", Errand.Buy, Victim.Redis),
        new("hold the lines", "inventory-hold", Errand.Buy, Victim.Redis),
        new("start the checkout", "decide-edit", Errand.Start, Victim.Postgres),
        new("freeze the totals", "decide-lock", Errand.Lock, Victim.Postgres),
        new("take the cart's lock", "checkout-lock-take", Errand.Buy, Victim.Redis),
        new("record the attempt", "decide-start-payment", Errand.Buy, Victim.Postgres),
        new("authorise", "payment-gateway-authorise", Errand.Buy, Victim.Provider),
        new("claim and place the order", "order-placement-place", Errand.Buy, Victim.Postgres),
        new("end the holds", "inventory-end-claimed", Errand.Buy, Victim.Redis),
        new("capture", "payment-gateway-capture", Errand.Buy, Victim.Provider),
        new("complete", "order-completion-complete", Errand.Buy, Victim.Postgres),
        new("close the cart", "carts-close", Errand.Buy, Victim.Redis),
        new("show the copy, free the lock", "checkout-board-show", Errand.Buy, Victim.Redis),
        new("answer", Answer, Errand.Buy, Victim.Web),
        new("sold out: note the refused claim", "decide-refuse-claim", Errand.BuyWhatIsGone, Victim.Postgres),
        new("sold out: void", "payment-gateway-void", Errand.BuyWhatIsGone, Victim.Provider),
        new("sold out: note the void", "decide-void", Errand.BuyWhatIsGone, Victim.Postgres),
        new("sold out: release the holds", "inventory-release", Errand.BuyWhatIsGone, Victim.Redis),
        new("no capture: note it", "decide-fail-capture", Errand.BuyWithoutCapture, Victim.Postgres),
        new("no capture: note the cancelled order", "decide-cancel-order", Errand.BuyWithoutCapture, Victim.Postgres),
        new("cancel", "decide-cancel", Errand.Cancel, Victim.Postgres),
    ];

    /// <summary>Why there is nothing to try; null where there is.</summary>
    public string? Senseless(Victim victim, Moment moment) => (victim, moment) switch
    {
        (_, not Moment.ReplyLost) => null,
        var (asked, _) when asked == Asks => null,
        (Victim.Web, _) => "¹",
        _ => "²",
    };

    /// <summary>The request this step is part of.</summary>
    public Task<Reply> Act(Buyer buyer, string? stopAt = null) => Errand switch
    {
        Errand.Start => buyer.Start("act", stopAt),
        Errand.Lock => buyer.Lock(stopAt),
        Errand.Buy => buyer.Buy("tok_ok", "act", stopAt),
        Errand.BuyWhatIsGone => buyer.Pay("tok_ok", "act", stopAt),
        Errand.BuyWithoutCapture => buyer.Buy("tok_capture_declined", "act", stopAt),
        _ => buyer.Cancel(stopAt),
    };
}
