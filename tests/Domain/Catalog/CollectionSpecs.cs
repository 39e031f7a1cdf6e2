using System.Text;
using Commerce.Domain.Catalog;
using static Commerce.Domain.Catalog.Collection;
using static Commerce.Domain.Specs.Catalog.Samples;

namespace Commerce.Domain.Specs.Catalog;

public class CollectionSpecs
{
    private static readonly CollectionDetails Summer = new("summer", "Summer", "For warm days.");

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

    private static IEnumerable<(Collection State, Command Command)> EveryMove() =>
        from state in new[] { Collection.Initial, new Open(Summer), new Archived(Summer) }
        from command in new Command[] { new Command.Create(Summer), new Command.Change(Summer with { Name = "Sun" }), new Command.Archive(), new Command.Restore() }
        select (state, command);

    private static string Destination(Collection state, Command command)
    {
        var decision = Decide(state, command, Noon);
        var after = decision.Events.Aggregate(state, Evolve);

        return decision.Refusal is { } refusal ? $"refused: {refusal.Code}" : decision.Events.Count == 0 ? "(already so)" : $"-> {after.GetType().Name}";
    }
}
