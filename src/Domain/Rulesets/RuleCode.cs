namespace Commerce.Domain.Rulesets;

/// <summary>The identity of a rule: of a price list, discount, bundle, tax zone, tax class, shipping method, channel or company. Chosen by the shop, never changed, part of Redis keys.</summary>
public static class RuleCode
{
    public const string Pattern = "^[a-z0-9][a-z0-9_-]{0,39}\\z";
}
