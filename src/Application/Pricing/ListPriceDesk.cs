using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Pricing;

/// <summary>What the slices about prices of lists do alike.</summary>
internal sealed class ListPriceDesk(IPriceLists lists, IListPrices prices, ICatalog catalog, CallContext call)
{
    /// <summary>Prices may be kept for a list before it is published and while it is archived.</summary>
    public async Task<Result<PriceListDefinition>> List(string code, CancellationToken ct) =>
        await lists.Load(lists.IdOf(code), ct) is (Rule<PriceListDefinition>.Kept list, _) ? list.Definition : RuleRefusals.Unknown;

    public bool Knows(string variantId) => catalog.Current.TryVariant(variantId, out _);

    public Task<Result<ListPricesSet>> Put(PriceListDefinition list, IReadOnlyList<ListedPrice> changed, string reason, CancellationToken ct) =>
        prices.Put(list, changed, call.Caller.Name, reason, ct);
}
