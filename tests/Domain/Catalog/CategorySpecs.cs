using System.Text;
using Commerce.Domain.Catalog;
using static Commerce.Domain.Catalog.Category;
using static Commerce.Domain.Specs.Catalog.Samples;

namespace Commerce.Domain.Specs.Catalog;

public class CategorySpecs
{
    private static readonly Guid Self = Guid.Parse("0198f000-0000-7000-8000-00000000000a");
    private static readonly CategoryDetails Shirts = new("shirts", "Shirts", "All shirts.", null, 1);
    private static readonly CategoryPlace Top = new([], 0);
    private static readonly Category Hung = new Open(Shirts);

    [Fact]
    public void hangs_below_a_category_there_is() =>
        Assert.Equal("catalog.parent_unknown", Refused(Category.Initial, new Command.Create(Shirts with { Parent = Guid.NewGuid() }, null)));

    [Fact]
    public void never_hangs_below_itself() =>
        Assert.Equal("catalog.category_cycle", Refused(Hung, new Command.Change(Self, Shirts with { Parent = Guid.NewGuid() }, new([Guid.NewGuid(), Self], 0))));

    [Theory]
    [InlineData(Deepest - 1, 0, null)]
    [InlineData(Deepest, 0, "catalog.category_too_deep")]
    [InlineData(Deepest - 2, 1, null)]
    [InlineData(Deepest - 2, 2, "catalog.category_too_deep")]
    public void hangs_no_deeper_than_one_can_follow_with_all_that_hangs_below(int above, int below, string? refusal)
    {
        Guid[] lineage = [.. Enumerable.Range(0, above).Select(_ => Guid.NewGuid())];

        Assert.Equal(refusal, Refused(Hung, new Command.Change(Self, Shirts with { Parent = lineage[0] }, new(lineage, below))));
    }

    [Fact]
    public void does_nothing_twice()
    {
        foreach (var (state, command) in EveryMove())
        {
            var after = Decide(state, command, Noon).Events.Aggregate(state, Evolve);

            Assert.Empty(Decide(after, command, Noon).Events);
        }
    }

    [Fact]
    public Task moves_only_like_this()
    {
        var picture = new StringBuilder();
        foreach (var from in EveryMove().GroupBy(move => move.State, move => move.Command))
        {
            picture.AppendLine(from.Key.GetType().Name);
            foreach (var command in from)
                picture.AppendLine($"    {command.GetType().Name,-9} {Destination(from.Key, command)}");
        }

        return Verifier.Verify(picture.ToString());
    }

    private static IEnumerable<(Category State, Command Command)> EveryMove() =>
        from state in new[] { Category.Initial, Hung, new Archived(Shirts) }
        from command in new Command[] { new Command.Create(Shirts, Top), new Command.Change(Self, Shirts with { Name = "Tops" }, Top), new Command.Archive(), new Command.Restore() }
        select (state, command);

    private static string Destination(Category state, Command command)
    {
        var decision = Decide(state, command, Noon);
        var after = decision.Events.Aggregate(state, Evolve);

        return decision.Refusal is { } refusal ? $"refused: {refusal.Code}" : decision.Events.Count == 0 ? "(already so)" : $"-> {after.GetType().Name}";
    }

    private static string? Refused(Category state, Command command) => Decide(state, command, Noon).Refusal?.Code;
}
