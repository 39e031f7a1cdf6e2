using Commerce.Domain.Checkouts;

namespace Commerce.Integration.Checkouts.Machine;

/// <summary>
/// Every row of the transition table that writes something is driven by HTTP, by webhook or by time, and what was committed is read from the log. The rows come from the table: one that is
/// added without a driver fails here.
/// </summary>
public class EveryTransitionSpecs(Stage stage) : IClassFixture<Stage>
{
    public static IEnumerable<object[]> Rows => Transitions.All.Where(row => row.Changes).Select(row => new object[] { row.From, row.Command, row.Guard, row.To });

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task is_driven(string from, string command, string guard, string to)
    {
        Assert.True(Driver.All.TryGetValue((command, guard), out var driver), $"Nothing drives the row {from}, {command}, \"{guard}\".");

        var play = await stage.Enter(driver.IsFree, driver.IsLast);
        await driver.Drive(play, from);

        var steps = Steps(await play.Log());
        Assert.True(Shows(steps, from, driver.Facts, to), $"{from} --{driver.Facts}--> {to} is not in {string.Join(" ", steps.Select(step => $"--{step.Fact}--> {step.After}"))}");
    }

    [Fact]
    public void has_no_driver_for_what_is_not_in_the_table() =>
        Assert.Equal([], Driver.All.Keys.Except(Transitions.All.Where(row => row.Changes).Select(row => (row.Command, row.Guard))));

    private static bool Shows(List<(string Before, string Fact, string After)> steps, string from, string facts, string to)
    {
        var count = facts.Split(", ").Length;
        return Enumerable.Range(0, Math.Max(0, steps.Count - count + 1))
            .Select(at => steps.GetRange(at, count))
            .Any(part => part[0].Before == from && string.Join(", ", part.Select(step => step.Fact)) == facts && part[^1].After == to);
    }

    /// <summary>The states are the domain's; a checkout whose facts do not follow from each other is found here too.</summary>
    private static List<(string Before, string Fact, string After)> Steps(IReadOnlyList<Checkout.Event> log)
    {
        var (state, steps) = (Checkout.Initial, new List<(string, string, string)>());
        foreach (var fact in log)
        {
            var after = Checkout.Evolve(state, fact);
            steps.Add((state.GetType().Name, Name(fact, state), after.GetType().Name));
            state = after;
        }

        return steps;
    }

    /// <summary>Where several commands write the same fact, what tells them apart is part of its name.</summary>
    private static string Name(Checkout.Event fact, Checkout state) => fact.GetType().Name + fact switch
    {
        Checkout.Event.PaymentDeclined { Reason: "voided" } or Checkout.Event.CaptureFailed { Reason: "voided" } => ":voided",
        Checkout.Event.AmountDiffered { Captured: true } or Checkout.Event.PaymentArrivedLate { Captured: true } or Checkout.Event.StrayPaymentArrived { Captured: true } => ":captured",
        Checkout.Event.StrayPaymentReturned f when ((Checkout.Known)state).Session.Stray(f.AttemptId)!.IsCaptured => ":captured",
        Checkout.Event.CancelRequested { OutOfTime: true } => ":out_of_time",
        _ => "",
    };
}
