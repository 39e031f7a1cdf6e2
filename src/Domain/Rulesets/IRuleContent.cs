namespace Commerce.Domain.Rulesets;

/// <summary>All rules of one ruleset, as they are published together.</summary>
public interface IRuleContent<TSelf>
    where TSelf : class, IRuleContent<TSelf>
{
    static abstract RulesetKind Kind { get; }

    /// <summary>No rules at all.</summary>
    static abstract TSelf Empty { get; }

    /// <summary>What is wrong with the rules as a whole, all of it; each rule by itself was checked when it was saved.</summary>
    IReadOnlyList<RuleFault> Faults();
}
