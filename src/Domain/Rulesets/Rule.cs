using System.Diagnostics;

namespace Commerce.Domain.Rulesets;

/// <summary>
/// The draft of a rule. What is drafted here is in force once it was published. One aggregate for all kinds of rules: they differ in what their definitions say, not in how they are kept.
/// </summary>
public abstract record Rule<T> : IAggregate<Rule<T>, RuleEvent<T>, Rule<T>.Command>
    where T : class, IDefinition
{
    private Rule() { }

    public sealed record None : Rule<T>;

    /// <param name="Revision">How often it was defined anew: 1 for the first definition.</param>
    /// <param name="By">Who changed it last.</param>
    /// <param name="At">When.</param>
    public abstract record Kept(T Definition, int Revision, string By, DateTimeOffset At) : Rule<T>;
    public sealed record Live(T Definition, int Revision, string By, DateTimeOffset At) : Kept(Definition, Revision, By, At);

    /// <summary>Left out of what is published, and restored whenever it is wanted again.</summary>
    public sealed record Archived(T Definition, int Revision, string By, DateTimeOffset At) : Kept(Definition, Revision, By, At);

    /// <param name="Known">What the definition is held against.</param>
    /// <param name="By">Who asks.</param>
    public abstract record Command(RuleReferences Known, string By)
    {
        /// <summary>The whole definition, the first or another one.</summary>
        public sealed record Define(T Definition, RuleReferences Known, string By) : Command(Known, By);
        public sealed record Archive(RuleReferences Known, string By) : Command(Known, By);
        public sealed record Restore(RuleReferences Known, string By) : Command(Known, By);
    }

    public static Rule<T> Initial { get; } = new None();

    public static Decision<RuleEvent<T>> Decide(Rule<T> state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (Live s, Command.Define c) when s.Definition.Equals(c.Definition) => Decision<RuleEvent<T>>.Nothing,
        (None or Live, Command.Define c) => Flawed(c.Definition, c.Known, (state as Live)?.Definition) is { } refusal ? refusal : new RuleDefined<T>(c.Definition, c.By, now),
        (Archived, Command.Define) => RuleRefusals.IsArchived,
        (None, _) => RuleRefusals.Unknown,

        (Live s, Command.Archive c) => s.Definition.NeededBy(c.Known) is { Count: > 0 } by ? RuleRefusals.Needed(by) : new RuleArchived<T>(c.By, now),
        (Archived, Command.Archive) => Decision<RuleEvent<T>>.Nothing,

        // What it names may have changed meanwhile.
        (Archived s, Command.Restore c) => Flawed(s.Definition, c.Known) is { } refusal ? refusal : new RuleRestored<T>(c.By, now),
        (Live, Command.Restore) => Decision<RuleEvent<T>>.Nothing,
        _ => throw new UnreachableException($"{command.GetType().Name} is not decided for {state.GetType().Name}."),
    };

    public static Rule<T> Evolve(Rule<T> state, RuleEvent<T> fact) => (state, fact) switch
    {
        (None, RuleDefined<T> f) => new Live(f.Definition, 1, f.By, f.At),
        (Live s, RuleDefined<T> f) => new Live(f.Definition, s.Revision + 1, f.By, f.At),
        (Live s, RuleArchived<T> f) => new Archived(s.Definition, s.Revision, f.By, f.At),
        (Archived s, RuleRestored<T> f) => new Live(s.Definition, s.Revision, f.By, f.At),
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    /// <param name="earlier">Of the stream, not of what is known, which may be older: so two first definitions at once cannot both stand.</param>
    private static Refusal? Flawed(T definition, RuleReferences known, T? earlier = null)
    {
        IReadOnlyList<RuleFault> faults = [.. earlier is null ? [] : definition.FaultsAfter(earlier), .. definition.Faults(known)];
        return faults.Count > 0 ? RuleRefusals.Invalid(faults) : null;
    }
}
