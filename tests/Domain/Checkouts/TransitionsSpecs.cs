using System.Globalization;
using System.Text;
using Commerce.Domain.Checkouts;
using Xunit;
using static Commerce.Domain.Checkouts.Checkout;

namespace Commerce.Domain.Specs.Checkouts;

/// <summary>The table and the machine say the same, pair by pair.</summary>
public class TransitionsSpecs
{
    private static readonly string[] States = [.. Concrete(typeof(Checkout), typeof(Checkout))];
    private static readonly string[] CommandNames = [.. Concrete(typeof(Command), typeof(Checkout))];

    [Fact]
    public void cover_every_pair_and_the_machine_does_exactly_what_they_say()
    {
        var done = Explored.Moves.Where(move => move.Decision.Refusal is null).Select(Row).ToHashSet();
        var said = Transitions.All.Select(row => (row.From, row.Command, row.To, row.Changes)).ToHashSet();

        Assert.Equal([], done.Except(said).Select(row => $"done, not said: {row}").Order());
        Assert.Equal([], said.Except(done).Select(row => $"said, never done: {row}").Order());
    }

    [Fact]
    public void are_all_there_is_for_a_pair_without_a_row_is_refused()
    {
        var pairs = Transitions.All.Select(row => (row.From, row.Command)).ToHashSet();
        var tried = Explored.Moves.ToLookup(move => (Name(move.State), Name(move.Command)));

        foreach (var pair in from state in States from command in CommandNames select (state, command))
        {
            Assert.True(tried.Contains(pair), $"{pair} was never tried.");
            if (!pairs.Contains(pair))
                Assert.All(tried[pair], move => Assert.NotNull(move.Decision.Refusal));
        }
    }

    [Fact]
    public void reach_every_state_and_use_every_fact()
    {
        Assert.Equal(States.Order(), Explored.Moves.Select(move => Name(move.State)).Distinct().Order());
        Assert.Equal(
            Concrete(typeof(Event), typeof(Checkout)).Order(),
            Explored.Moves.SelectMany(move => move.Decision.Events).Select(fact => fact.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void let_every_state_that_is_no_end_be_left()
    {
        string[] ends = [nameof(Completed), nameof(Checkout.Expired), nameof(Cancelled), nameof(Refunded)];

        foreach (var state in States.Except(ends))
            Assert.Contains(Transitions.All, row => row.From == state && row.To != state);
        Assert.DoesNotContain(Transitions.All, row => row.From is nameof(Completed) or nameof(Refunded) && row.To != row.From);
    }

    [Fact]
    public void name_each_row_once() =>
        Assert.Equal([], Transitions.All.GroupBy(row => (row.From, row.Command, row.Guard)).Where(rows => rows.Count() > 1).Select(rows => rows.Key));

    /// <summary>The picture and the table of the docs are this text; a changed rule is a changed page in review.</summary>
    [Fact]
    public async Task are_what_the_docs_show()
    {
        var generated = $"{Picture()}\n\n{Table()}\n";
        var page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "checkout.md"));
        if (page.Contains(generated, StringComparison.Ordinal))
            return;

        var received = Path.Combine(Root(), "tests", "Domain", "Checkouts", "TransitionsSpecs.are_what_the_docs_show.received.txt");
        await File.WriteAllTextAsync(received, generated);
        Assert.Fail($"docs/checkout.md does not show the machine as it is; its picture and table should read as in {received}.");
    }

    private static string Picture()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        foreach (var arrow in Transitions.All.Where(row => row.From != row.To).GroupBy(row => (row.From, row.To)))
            text.Append(CultureInfo.InvariantCulture, $"    {(arrow.Key.From == nameof(None) ? "[*]" : arrow.Key.From)} --> {arrow.Key.To}: {string.Join(", ", arrow.Select(row => row.Command).Distinct())}\n");
        return text.Append("```").ToString();
    }

    private static string Table()
    {
        var text = new StringBuilder("| From | Command | When | To | With it |\n|---|---|---|---|---|\n");
        foreach (var row in Transitions.All.Where(row => row.Changes).GroupBy(row => (row.Command, row.Guard, To: row.From == row.To ? "stays" : row.To, row.Effect)))
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", row.Select(r => r.From))} | {row.Key.Command} | {row.Key.Guard} | {row.Key.To} | {row.Key.Effect} |\n");
        return text.ToString().TrimEnd();
    }

    private static (string From, string Command, string To, bool Changes) Row(Explored.Move move) =>
        (Name(move.State), Name(move.Command), Name(move.After), move.Decision.Events.Count > 0);

    private static string Name(object thing) => thing.GetType().Name;

    private static IEnumerable<string> Concrete(Type kind, Type home) =>
        home.Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(kind)).Select(type => type.Name);

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
