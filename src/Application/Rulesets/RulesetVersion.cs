using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>One version of a ruleset: who made it, when and why.</summary>
/// <param name="Rules">The version whose rules hold in this one: itself when it brought other rules, an earlier one when it brought only prices; 0 before the first publication.</param>
/// <param name="Prices">Prices that changed with it.</param>
/// <param name="Digest">Of all its rules and prices, SHA-256 in hexadecimal. Equal digests, equal content.</param>
/// <param name="Author">Who: staff, or <c>system</c>.</param>
public sealed record RulesetVersion(RulesetKind Ruleset, long Version, long Rules, int Prices, string Digest, string Author, string Reason, DateTimeOffset PublishedAt)
{
    /// <summary>What there was before the first.</summary>
    public static RulesetVersion None(RulesetKind ruleset) => new(ruleset, 0, 0, 0, "", "", "", default);
}
