using System.Security.Cryptography;
using Commerce.Domain.Rulesets;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>What a version is, without what it says.</summary>
/// <param name="Rules">The version whose rules hold in this one; 0 before the first publication.</param>
/// <param name="RulesHash">SHA-256 of their text.</param>
/// <param name="Sum">Of the hashes of all its prices.</param>
/// <param name="Digest">Of rules and prices together.</param>
internal sealed record RulesetHead(RulesetKind Kind, long Version, long Rules, byte[] RulesHash, PriceSum Sum, byte[] Digest, DateTimeOffset PublishedAt)
{
    private static readonly byte[] NoRules = SHA256.HashData([]);

    public static RulesetHead None(RulesetKind kind) => new(kind, 0, 0, NoRules, default, default(PriceSum).Digest(NoRules), default);

    /// <summary>As the tables spell a kind.</summary>
    public static string Name(RulesetKind kind) => kind == RulesetKind.Pricing ? "pricing" : "discounts";

    public static RulesetKind KindOf(string name) => name == "pricing" ? RulesetKind.Pricing : RulesetKind.Discounts;
}
