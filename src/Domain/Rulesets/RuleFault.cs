namespace Commerce.Domain.Rulesets;

/// <summary>Something wrong with a rule that is about to be saved or published. All of them are told at once.</summary>
/// <param name="Path">Where: a JSON pointer into the definition, e.g. <c>/tiers/1/from</c>.</param>
/// <param name="Code">Snake case; clients branch on it, e.g. <c>cycle</c>, <c>overlap</c>, <c>currency</c>, <c>empty_set</c>, <c>min_above_max</c>, <c>impossible_condition</c>.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record RuleFault(string Path, string Code, string Message);
