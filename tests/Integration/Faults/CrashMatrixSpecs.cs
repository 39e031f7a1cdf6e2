using Commerce.Integration.Proof;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Faults;

/// <summary>Each step of a checkout × what can die × when. docs/reliability.md shows what ran here.</summary>
[Collection(FaultsCollection.Name)]
public class CrashMatrixSpecs
{
    [NeedsOwnServersFact]
    public async Task has_no_red_cell_and_is_what_the_docs_show()
    {
        await using var ground = await ProvingGround.Open(stops: true);
        await using var witness = new Witness(ground);
        var recorder = new Recorder();
        var matrix = new CrashMatrix(ground, recorder);
        foreach (var victim in Enum.GetValues<Victim>())
            foreach (var moment in Enum.GetValues<Moment>())
                await matrix.Die(victim, moment);

        await matrix.Rest();

        var facts = await witness.Look(TimeProvider.System.GetUtcNow().AddMinutes(61));
        facts = facts with { Books = await witness.Books(matrix.Cells.Select(cell => cell.Stubborn.Variant)) };
        foreach (var cell in matrix.Cells)
            cell.Faults.AddRange(cell.Judged(recorder.History, facts).Select(violation => Short($"{violation}")));

        var red = matrix.Cells.Where(cell => cell.Faults.Count > 0).Select(cell => $"{cell}: {string.Join("; ", cell.Faults)}").ToList();
        Assert.True(red.Count == 0, $"{red.Count} of {matrix.Cells.Count} cells are red:\n{string.Join('\n', red)}\n\n{ground.Web.Log[^Math.Min(4000, ground.Web.Log.Length)..]}");
        Assert.DoesNotContain(
            Judge.Of(recorder.History, facts with { Digests = await ground.Digests() }), violation => violation.Invariant == Invariant.NumbersWithoutGap || violation.Invariant == Invariant.RebuildChangesNothing);
        await ReliabilityPage.Shows(matrix.Cells);
    }

    private static string Short(string text) => text.Length <= 400 ? text : $"{text[..400]}…";
}
