using Commerce.Domain.Rulesets;

namespace Commerce.Web.Rulesets;

/// <summary>A ruleset as paths name it: <c>pricing</c> or <c>discounts</c>.</summary>
public readonly record struct RulesetName(RulesetKind Kind)
{
    public static bool TryParse(string? text, out RulesetName name)
    {
        name = new(text == "discounts" ? RulesetKind.Discounts : RulesetKind.Pricing);
        return text is "pricing" or "discounts";
    }
}
