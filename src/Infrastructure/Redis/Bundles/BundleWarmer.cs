using Commerce.Application.Bundles;
using Commerce.Application.Catalog;
using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Redis.Bundles;

/// <summary>Finds out what may be picked for the bundles of new rules before the first shopper asks: at start, and soon after each publication.</summary>
internal sealed class BundleWarmer(IRulesets rulesets, ICatalog catalog, IBundleEligibility eligibility, TimeProvider clock, ILogger<BundleWarmer> log)
    : Rounds(TimeSpan.FromSeconds(1), "What may be picked for the bundles could not be found out ahead; it is tried again.", log)
{
    private PricingContent? warm;

    protected override async Task Round(CancellationToken ct)
    {
        var rules = rulesets.Current.Pricing.Rules.At(clock.GetUtcNow())?.Content;
        if (rules is null || ReferenceEquals(rules, warm))
            return;

        foreach (var bundle in rules.Bundles)
            await eligibility.Of(bundle, catalog.Current, ct);

        warm = rules;
    }
}
