using System.Text;
using Commerce.Host;

namespace Commerce.Integration.Faults;

/// <summary>The crash matrix in docs/reliability.md, between its two markers: made of the cells that ran.</summary>
internal static class ReliabilityPage
{
    private const string Begin = "<!-- The crash matrix, as the test that ran it prints it. -->";
    private const string End = "<!-- End of the crash matrix. -->";

    public static async Task Shows(IReadOnlyList<CrashCell> cells)
    {
        var (generated, page) = ($"{Begin}\n\n{Table(cells)}\n\n{End}", await File.ReadAllTextAsync(Path.Combine(SourceTree.Find().Root, "docs", "reliability.md")));
        var received = Path.Combine(SourceTree.Find().Root, "tests", "Integration", "Faults", "CrashMatrixSpecs.has_no_red_cell_and_is_what_the_docs_show.received.txt");
        if (page.Contains(generated, StringComparison.Ordinal))
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, generated);
        Assert.Fail($"docs/reliability.md does not show the matrix as it ran; it should read as in {received}.");
    }

    private static string Table(IReadOnlyList<CrashCell> cells)
    {
        var text = new StringBuilder("| Step |");
        var columns = Enum.GetValues<Victim>().SelectMany(victim => Enum.GetValues<Moment>().Select(moment => (Victim: victim, Moment: moment))).ToList();
        foreach (var (victim, moment) in columns)
            text.Append(' ').Append(Word(victim)).Append(", ").Append(Word(moment)).Append(" |");

        text.Append("\n|---|").Append(string.Concat(Enumerable.Repeat(":-:|", columns.Count)));
        foreach (var step in CrashStep.All)
        {
            text.Append("\n| ").Append(step.Name).Append(" |");
            foreach (var (victim, moment) in columns)
                text.Append(' ').Append(step.Senseless(victim, moment) ?? Ran(cells, step, victim, moment)).Append(" |");
        }

        return text.ToString();
    }

    private static string Ran(IReadOnlyList<CrashCell> cells, CrashStep step, Victim victim, Moment moment) =>
        cells.Single(cell => cell.Step == step && cell.Victim == victim && cell.Moment == moment).Faults.Count == 0 ? "✓" : "✗";

    private static string Word(Victim victim) => victim switch
    {
        Victim.Web => "web",
        Victim.Redis => "Redis",
        Victim.Postgres => "PostgreSQL",
        _ => "provider",
    };

    private static string Word(Moment moment) => moment switch
    {
        Moment.Before => "before",
        Moment.After => "after",
        _ => "reply lost",
    };
}
