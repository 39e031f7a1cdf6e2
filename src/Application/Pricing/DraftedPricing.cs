using Commerce.Application.Bundles;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>All that the drafts say about prices, as a publication makes rules of it.</summary>
internal sealed class DraftedPricing(IPriceLists lists, ITaxZones zones, IShippingMethods methods, IBundles bundles)
{
    public async Task<PricingContent> Load(CancellationToken ct) => PricingContent.Empty with
    {
        Lists = [.. (await lists.Live(ct)).Select(list => list.Definition)],
        Taxes = [.. (await zones.Live(ct)).Select(zone => zone.Definition)],
        Shipping = await Shipping(ct),
        Bundles = [.. (await bundles.Live(ct)).Select(bundle => bundle.Definition.Published(bundle.Revision))],
    };

    /// <summary>The built-in ones until the shop drafts its first. Whoever archives all of theirs means it.</summary>
    private async Task<IReadOnlyList<ShippingTable>> Shipping(CancellationToken ct) =>
        await methods.List(null, 1, ct) is { Count: 0 } ? BuiltInShipping.Tables : [.. (await methods.Live(ct)).Select(method => method.Definition)];
}
