namespace Commerce.Domain.Rulesets;

/// <summary>All rules of one ruleset, as they are published together.</summary>
public interface IRuleContent<TSelf>
    where TSelf : class, IRuleContent<TSelf>
{
    static abstract RulesetKind Kind { get; }

    /// <summary>No rules at all.</summary>
    static abstract TSelf Empty { get; }

    /// <summary>Each of them by its kind and code.</summary>
    IEnumerable<(string Kind, string Code, object Definition)> Each();
}
