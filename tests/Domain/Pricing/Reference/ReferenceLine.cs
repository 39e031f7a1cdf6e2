using System.Numerics;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Specs.Pricing.Reference;

internal sealed class ReferenceLine(string id, Goods goods, int units, BigInteger unit, BigInteger list, BigInteger subtotal)
{
    public string Id => id;
    public Goods Goods => goods;
    public int Units => units;
    public BigInteger Unit => unit;
    public BigInteger List => list;
    public BigInteger Subtotal => subtotal;
    public string? Bundle { get; init; }
    public string? Gift { get; init; }
    public List<(DiscountRule Rule, BigInteger Off)> Offs { get; } = [];
    public BigInteger Tax { get; set; }
    public BigInteger Included { get; set; }

    public BigInteger Left => subtotal - Offs.Aggregate(BigInteger.Zero, (all, off) => all + off.Off);

    /// <summary>Left when offers of several goods began, and how many units they have used.</summary>
    public BigInteger Start { get; set; }
    public int Used { get; set; }

    public QuoteLine Quoted(string currency)
    {
        Money Some(BigInteger amount) => new((long)amount, currency);
        return new(
            id, goods.VariantId, goods.Sku, goods.Title, units, Some(unit), Some(list), Some(subtotal), [.. Offs.Select(off => new DiscountShare(off.Rule.Code, off.Rule.Label, Some(off.Off)))],
            Some(Tax), Some(Left + Tax))
        {
            Bundle = Bundle,
            Gift = Gift,
            IncludedTax = Included.IsZero ? null : Some(Included),
        };
    }
}
