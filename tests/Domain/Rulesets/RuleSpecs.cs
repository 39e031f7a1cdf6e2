using System.Text;
using Commerce.Domain.Rulesets;
using static Commerce.Domain.Rulesets.Rule<Commerce.Domain.Specs.Rulesets.RuleSpecs.Toll>;

namespace Commerce.Domain.Specs.Rulesets;

public class RuleSpecs
{
    private const string Staff = "staff:ada";

    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RuleReferences Nothing = RuleReferences.None, Groups = new() { Groups = new HashSet<string> { "dear" } };
    private static readonly Toll Bridge = new("bridge", 100);
    private static readonly Rule<Toll> Drafted = After(Initial, new Command.Define(Bridge, Nothing, Staff));

    /// <summary>A rule of a kind that exists only here, needed by every customer group that is known.</summary>
    public sealed record Toll(string Code, int Amount) : IDefinition
    {
        static string IDefinition.Kind => "toll";

        public IReadOnlyList<RuleFault> Faults(RuleReferences known) =>
            [.. Amount < 0 ? [new RuleFault("/amount", "negative", "Never below zero.")] : Array.Empty<RuleFault>(), .. Code == "free" ? [new RuleFault("/code", "reserved", "Not this one.")] : Array.Empty<RuleFault>()];

        /// <summary>A toll may rise, and never falls.</summary>
        public IReadOnlyList<RuleFault> FaultsAfter(IDefinition earlier) => Amount < ((Toll)earlier).Amount ? [new("/amount", "fallen", "Never less than before.")] : [];

        public IReadOnlyList<string> NeededBy(RuleReferences known) => [.. known.Groups];
    }

    [Fact]
    public void is_refused_with_all_that_is_wrong_with_it()
    {
        var refusal = Decide(Initial, new Command.Define(new("free", -1), Nothing, Staff), Noon).Refusal!;

        Assert.Equal("rule.invalid", refusal.Code);
        Assert.Equal(["/amount", "/code"], ((RuleFault[])refusal.Facts.Single(fact => fact.Name == "faults").Value!).Select(fault => fault.Path));
    }

    [Fact]
    public void keeps_what_may_never_change_though_it_was_archived_meanwhile()
    {
        var restored = After(After(Drafted, new Command.Archive(Nothing, Staff)), new Command.Restore(Nothing, Staff));

        foreach (var state in new[] { Drafted, restored })
            Assert.Equal("rule.invalid", Decide(state, new Command.Define(Bridge with { Amount = 99 }, Nothing, Staff), Noon).Refusal?.Code);
    }

    [Fact]
    public void counts_its_definitions_and_knows_who_gave_the_last()
    {
        var again = After(Drafted, new Command.Define(Bridge with { Amount = 200 }, Nothing, "staff:bob"));

        Assert.Equal(new Live(Bridge with { Amount = 200 }, 2, "staff:bob", Noon), again);
    }

    [Fact]
    public void is_not_archived_from_under_those_who_need_it()
    {
        var refusal = Decide(Drafted, new Command.Archive(Groups, Staff), Noon).Refusal!;

        Assert.Equal(("rule.needed", "dear"), (refusal.Code, ((string[])refusal.Facts.Single().Value!).Single()));
    }

    [Fact]
    public void is_not_restored_with_what_is_wrong_by_now() =>
        Assert.Equal("rule.invalid", Decide(new Archived(new("bridge", -1), 1, Staff, Noon), new Command.Restore(Nothing, Staff), Noon).Refusal?.Code);

    [Fact]
    public void does_nothing_twice()
    {
        foreach (var (state, command) in EveryMove())
            Assert.Empty(Decide(After(state, command), command, Noon).Events);
    }

    [Fact]
    public Task moves_only_like_this()
    {
        var picture = new StringBuilder();
        foreach (var from in EveryMove().GroupBy(move => move.State, move => move.Command))
        {
            picture.AppendLine(from.Key.GetType().Name);
            foreach (var command in from)
                picture.AppendLine($"    {Spell(command),-15} {Destination(from.Key, command)}");
        }

        return Verifier.Verify(picture.ToString());
    }

    private static IEnumerable<(Rule<Toll> State, Command Command)> EveryMove() =>
        from state in new[] { Initial, Drafted, After(Drafted, new Command.Archive(Nothing, Staff)) }
        from command in new Command[]
        {
            new Command.Define(Bridge, Nothing, Staff), new Command.Define(Bridge with { Amount = 200 }, Nothing, Staff), new Command.Define(Bridge with { Amount = -1 }, Nothing, Staff),
            new Command.Archive(Nothing, Staff), new Command.Restore(Nothing, Staff),
        }
        select (state, command);

    private static string Spell(Command command) => command is Command.Define { Definition.Amount: var amount } ? $"Define as {amount}" : command.GetType().Name;

    private static string Destination(Rule<Toll> state, Command command)
    {
        var decision = Decide(state, command, Noon);

        return decision.Refusal is { } refusal ? $"refused: {refusal.Code}" : decision.Events.Count == 0 ? "(already so)" : $"-> {After(state, command).GetType().Name}, revision {((Kept)After(state, command)).Revision}";
    }

    private static Rule<Toll> After(Rule<Toll> state, Command command) => Decide(state, command, Noon).Events.Aggregate(state, Evolve);
}
