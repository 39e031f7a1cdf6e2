namespace Commerce.Domain.Pricing;

/// <summary>All a quote was made of but the rulesets, which it names by version: frozen with it, so that it can be made again, with its trace, to the byte.</summary>
/// <param name="Gifts">The goods of the gifts it has.</param>
public sealed record PricingBasis(Basket Basket, BuyerContext Buyer, IReadOnlyList<Goods> Gifts);
