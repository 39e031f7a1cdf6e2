namespace Commerce.Domain.Rulesets;

/// <summary>Every "no" about versions of rulesets.</summary>
public static class RulesetRefusals
{
    public static Refusal Unknown => new(RefusalKind.NotFound, "ruleset.version_unknown", "This ruleset never had such a version.");

    public static Refusal Past(DateTimeOffset now) =>
        new(RefusalKind.Conflict, "ruleset.past", "The past is over: rules begin now or later. Leave the instant out to publish now.", ("now", now));

    public static Refusal Faulty(IReadOnlyList<RuleFault> faults) =>
        new(RefusalKind.Unprocessable, "ruleset.faulty", faults.Count == 1 ? faults[0].Message : $"{faults.Count} things are wrong with these rules as a whole.", ("faults", faults.ToArray()));
}
