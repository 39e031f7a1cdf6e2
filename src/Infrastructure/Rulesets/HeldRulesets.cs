using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>What a node has of both rulesets: swapped as one, so that nobody sees one half of a change.</summary>
/// <param name="InForce">As the engine takes it.</param>
/// <param name="PricingText">The text of the pricing rules, as it was published.</param>
internal sealed record HeldRulesets(RulesInForce InForce, RulesetHead Pricing, byte[] PricingText, RulesetHead Discounts, byte[] DiscountText)
{
    public static HeldRulesets None { get; } = new(RulesInForce.None with { Pricing = new(0, RulesetJson.Pricing([]), PriceSheet.Empty) }, RulesetHead.None(RulesetKind.Pricing), [], RulesetHead.None(RulesetKind.Discounts), []);

    public PriceSheet Sheet => (PriceSheet)InForce.Pricing.Prices;

    public RulesetHead Head(RulesetKind kind) => kind == RulesetKind.Pricing ? Pricing : Discounts;

    public byte[] Text(RulesetKind kind) => kind == RulesetKind.Pricing ? PricingText : DiscountText;

    /// <param name="text">Null when the rules are those it has.</param>
    public HeldRulesets WithPricing(RulesetHead head, byte[]? text, PriceSheet sheet) => this with
    {
        Pricing = head,
        PricingText = text ?? PricingText,
        InForce = InForce with
        {
            Pricing = new(head.Version, text is null ? InForce.Pricing.Rules : RulesetJson.Pricing(text), sheet),
        },
    };

    public HeldRulesets WithDiscounts(RulesetHead head, byte[]? text) => this with
    {
        Discounts = head,
        DiscountText = text ?? DiscountText,
        InForce = InForce with
        {
            Discounts = new(head.Version, text is null ? InForce.Discounts.Rules : RulesetJson.Read<DiscountContent, DiscountRules>(text, content => new(content))),
        },
    };
}
