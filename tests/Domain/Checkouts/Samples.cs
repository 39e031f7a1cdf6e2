using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Checkouts.Checkout;

namespace Commerce.Domain.Specs.Checkouts;

/// <summary>The things checkouts are tried with: two attempts, right and wrong amounts, the hours that matter.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Afternoon = Noon + Lifetime + TimeSpan.FromMinutes(1);
    public static readonly DateTimeOffset NextDay = Noon + LongestDoubt + Lifetime + TimeSpan.FromHours(2);

    public static readonly Guid Cart = Guid.Parse("00000000-0000-0000-0000-00000000000c");
    public static readonly Guid Order = Guid.Parse("00000000-0000-0000-0000-00000000000d");
    public static readonly Guid First = Guid.Parse("00000000-0000-0000-0000-000000000001");
    public static readonly Guid Second = Guid.Parse("00000000-0000-0000-0000-000000000002");

    public static readonly Money Price = new(1000, "EUR");
    public static readonly Money Part = new(400, "EUR");
    public static readonly Money More = new(1500, "EUR");
    public static readonly PostalAddress Address = new("Ada Lovelace", "1 Engine Row", "London", "N1 9GU", "GB");

    public static readonly Quote Totals = Quote(1000);
    public static readonly Quote Free = Quote(0);

    public static readonly Command.Start Start = new(Cart, new Owner(null, "token", "hash"), "EUR");
    public static readonly Command.Edit Fill = new("ada@example.org", Address, null, "standard");
    public static readonly Command.Lock Freeze = new(Totals, 1);

    public static Quote Quote(long total, string currency = "EUR")
    {
        var (sum, none) = (new Money(total, currency), Money.Zero(currency));
        QuoteLine line = new("l1", "v1", "SKU-1", "A thing", 1, sum, sum, sum, [], none, sum);

        return new(currency, [line], null, sum, none, none, none, sum, 1, Rounding.HalfUp);
    }

    /// <summary>Every command, in the shapes and at the hours that its guards tell apart.</summary>
    public static IReadOnlyList<(Command Command, DateTimeOffset Now)> Tries { get; } =
    [
        .. Commands().Select(command => (command, Noon)),
        (Fill, Afternoon),
        (new Command.StartPayment(First, "sandbox"), Afternoon),
        (new Command.Expire(), Afternoon),
        (new Command.Doubt(First), NextDay),
        (new Command.Doubt(Second), NextDay),
    ];

    public static Checkout After(params IEnumerable<Command> commands) => commands.Aggregate(Initial, (state, command) => Step(state, command, Noon));

    public static Checkout Step(Checkout state, Command command, DateTimeOffset now)
    {
        var decision = Decide(state, command, now);

        return decision.Refusal is null
            ? decision.Events.Aggregate(state, Evolve)
            : throw new InvalidOperationException($"{command} was refused: {decision.Refusal.Message}");
    }

    public static IEnumerable<Command> Commands() =>
    [
        Start,
        Fill,
        Freeze,
        new Command.Lock(Free, 1),
        new Command.Unlock(),
        new Command.Retry(),
        new Command.Cancel("Changed my mind."),
        new Command.Expire(),
        new Command.PlaceOrder(Order),
        new Command.RefuseClaim([new Shortage("v1", 1, 0)]),
        new Command.CancelOrder(Order),
        new Command.Complete(),
        new Command.Accept("ops", "It is all there."),
        new Command.GiveBack("ops", "A mistake."),
        new Command.Dismiss("ops", "Never charged."),
        new Command.RecordReturn("ops", "By bank transfer.", "TX-1"),
        .. Answers(First),
        .. Answers(Second),
        new Command.Authorise(First, "ref", Part),
        new Command.Authorise(First, "ref", More),
        new Command.Capture(First, "ref", Part),
        new Command.Refund(First, "some", Part),
    ];

    private static IEnumerable<Command> Answers(Guid attempt) =>
    [
        new Command.StartPayment(attempt, "sandbox"),
        new Command.RequireAction(attempt, "ref", "https://bank.example/challenge"),
        new Command.Authorise(attempt, "ref", Price),
        new Command.Capture(attempt, "ref", Price),
        new Command.Decline(attempt, "insufficient_funds"),
        new Command.Void(attempt),
        new Command.Refund(attempt, "all", Price),
        new Command.Doubt(attempt),
        new Command.FailCapture(attempt, "expired"),
        new Command.FailGiveBack(attempt, "refund", "account_closed"),
    ];
}
