using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Bundles;

/// <summary>What one buyer is offered of a bundle.</summary>
/// <param name="sold">The variants that may stand for an option and are sold.</param>
internal sealed class BundleOffer(Terms terms, BuyerContext buyer, BundleDefinition bundle, Func<ChoiceSet, ChoiceOption, IReadOnlyList<string>> sold)
{
    /// <summary>Options that are equal in all, in whatever sets, mean the same variants.</summary>
    private readonly Dictionary<ChoiceOption, IReadOnlyList<string>> variants = bundle.Sets
        .SelectMany(set => set.Options, (set, option) => (Option: option, Variants: sold(set, option)))
        .DistinctBy(option => option.Option)
        .ToDictionary(option => option.Option, option => option.Variants);

    public IReadOnlyCollection<string> Variants => [.. variants.Values.SelectMany(ids => ids).Distinct(StringComparer.Ordinal)];

    public BundleDetail Detail(IReadOnlyDictionary<string, long> stock)
    {
        var priced = BundleCounter.Price(terms, buyer, [.. Variants.Select(id => new BasketLine(id, 1, terms.Goods(id)))]).Quote;
        var prices = priced.Lines.ToDictionary(line => line.LineId, line => line.UnitPrice, StringComparer.Ordinal);
        var most = BundleAvailability.Most(bundle, option => variants[option], id => stock.GetValueOrDefault(id));

        return new(
            bundle.Code, bundle.Version, bundle.Slug, bundle.Title, bundle.Image, buyer.Currency, bundle.Price.Mode, In(bundle.Price.Amounts), bundle.Price.Percent,
            BundleCounter.AsItComes(terms, buyer, bundle),
            [.. bundle.Sets.Select(set => new OfferedSet(set.Code, set.Label, set.Min, set.Max, set.Repeats, set.DependsOn, [.. set.Options.Select(Option)]))],
            most.Bundles, most.IsExact, priced.PriceVersion, terms.Rules.Discounts.Version);

        OfferedOption Option(ChoiceOption option) => new(
            option.Code, option.VariantId is null, option.Quantity, option.Most, option.Defaults, bundle.Price.Mode == BundlePriceMode.Fixed ? null : In(option.Adjustments),
            [.. variants[option].Take(OfferedOption.Shown).Select(Variant)], variants[option].Count);

        PickableVariant Variant(string id)
        {
            terms.Catalog.TryVariant(id, out var it);
            return new(id, it!.ProductId, it.Slug, it.Sku, CatalogGoods.Title(it), it.Options, it.Image, prices.TryGetValue(id, out var price) ? price : null, stock.GetValueOrDefault(id));
        }
    }

    private Money? In(IReadOnlyDictionary<string, long> amounts) => amounts.TryGetValue(buyer.Currency, out var amount) ? new Money(amount, buyer.Currency) : null;
}
