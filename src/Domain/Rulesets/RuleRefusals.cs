namespace Commerce.Domain.Rulesets;

/// <summary>Every "no" about the draft of a rule, of whatever kind.</summary>
public static class RuleRefusals
{
    public static Refusal Unknown => new(RefusalKind.NotFound, "rule.unknown", "There is no rule of this kind and code.");

    public static Refusal IsArchived => new(RefusalKind.Conflict, "rule.archived", "This rule is archived; restore it first.");

    /// <param name="by">Kind and code of each.</param>
    public static Refusal Needed(IReadOnlyList<string> by) => new(RefusalKind.Conflict, "rule.needed", "Other rules name this one; change them first.", ("by", by.ToArray()));

    public static Refusal Invalid(IReadOnlyList<RuleFault> faults) =>
        new(RefusalKind.Unprocessable, "rule.invalid", faults.Count == 1 ? faults[0].Message : $"{faults.Count} things are wrong with this rule.", ("faults", faults.ToArray()));
}
