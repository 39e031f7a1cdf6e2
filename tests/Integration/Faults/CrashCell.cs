using Commerce.Domain.Orders;
using Commerce.Integration.Proof;
using Commerce.Integration.Support;

namespace Commerce.Integration.Faults;

/// <summary>One cell of the crash matrix: two shoppers of one step, one who repeats a request until it is answered, and one who never comes back.</summary>
internal sealed class CrashCell(CrashStep step, Victim victim, Moment moment, Buyer stubborn, Buyer gone)
{
    public CrashStep Step => step;

    public Victim Victim => victim;

    public Moment Moment => moment;

    public Buyer Stubborn => stubborn;

    public IReadOnlyList<Buyer> Buyers { get; } = [stubborn, gone];

    /// <summary>What went wrong; empty for a green cell.</summary>
    public List<string> Faults { get; } = [];

    public override string ToString() => $"{step.Name} / {victim} / {moment}";

    /// <summary>How the stubborn shopper's errand has to end, whatever died.</summary>
    public string MustEnd => step.Errand switch
    {
        Errand.Cancel => "CANCELLED",
        Errand.BuyWhatIsGone or Errand.BuyWithoutCapture => "REFUNDED",
        _ => "COMPLETED",
    };

    /// <summary>What everybody's facts say of this cell's variant and shoppers alone.</summary>
    public IEnumerable<Violation> Judged(History history, Facts facts)
    {
        var owners = Witness.Owners(facts);
        HashSet<string> names = [.. Buyers.Select(buyer => buyer.Name)];
        HashSet<string> checkouts = [.. Buyers.SelectMany(buyer => owners.GetValueOrDefault(buyer.Fingerprint, [])).Select(one => StoredFact.Of(one.Checkout))];
        HashSet<string> orders = [.. facts.Log.Where(stored => stored.Fact is Order.Event.Placed placed && checkouts.Contains(StoredFact.Of(placed.CheckoutId))).Select(stored => stored.Stream)];

        return Judge.Of(
            new History([.. history.Operations.Where(operation => names.Contains(operation.Who))]),
            facts with
            {
                Log = [.. facts.Log.Where(stored => stored.Stream == stubborn.Variant || checkouts.Contains(stored.Stream) || orders.Contains(stored.Stream))],
                Levels = [.. facts.Levels.Where(row => row.VariantId == stubborn.Variant)],
                Books = [.. facts.Books.Where(books => books.VariantId == stubborn.Variant)],
                Payments = [.. facts.Payments.Where(payment => checkouts.Contains(StoredFact.Of(payment.CheckoutId)))],

                // A refusal is judged by what others hold, and in a cell nobody holds more than there is.
                Holds = [.. Buyers.SelectMany(buyer => owners.GetValueOrDefault(buyer.Fingerprint, []).Select(one => new HoldSpan(buyer.Variant, one.Cart, buyer.Units, DateTimeOffset.MinValue, facts.JudgedAt)))],
            }).Where(violation => violation.Invariant != Invariant.NumbersWithoutGap);
    }

    /// <summary>Repeats the request until there is a yes or a no, and does then what a shop front does until the checkout rests.</summary>
    public async Task Insist()
    {
        var last = Reply.None;
        await Eventually.True(async () => (last = await step.Act(stubborn)).IsDecided, TimeSpan.FromSeconds(90));
        var refusal = last.Outcome is Outcome.Fail ? last.Code : "";
        if (stubborn.Checkout.Length == 0)
        {
            Faults.Add($"the shopper who repeats was told {last}");
            return;
        }

        var paysWith = step.Errand switch { Errand.Cancel or Errand.BuyWhatIsGone => null, Errand.BuyWithoutCapture => "tok_capture_declined", _ => "tok_ok" };
        var end = await stubborn.Finish(paysWith);
        if (end != MustEnd)
            Faults.Add($"the shopper who repeats ends at {end} instead of {MustEnd} (told {last})");
        if (refusal is not ("" or "inventory.sold_out"))
            Faults.Add($"the shopper who repeats was refused: {last}");
    }
}
