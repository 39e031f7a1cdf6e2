using Commerce.Application.Bundles;
using Commerce.Application.Catalog;
using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Redis.Bundles;

/// <summary>Finds out what may be picked for the bundles of new rules before the first shopper asks: at start, and soon after each publication.</summary>
internal sealed partial class BundleWarmer(IRulesets rulesets, ICatalog catalog, IBundleEligibility eligibility, TimeProvider clock, ILogger<BundleWarmer> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        using var tick = new PeriodicTimer(Pause, clock);
        for (PricingContent? warm = null; await tick.WaitForNextTickAsync(ct);)
        {
            var rules = rulesets.Current.Pricing.Rules.At(clock.GetUtcNow())?.Content;
            if (rules is null || ReferenceEquals(rules, warm))
                continue;

            try
            {
                foreach (var bundle in rules.Bundles)
                    await eligibility.Of(bundle, catalog.Current, ct);

                warm = rules;
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                Cold(log, fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What may be picked for the bundles could not be found out ahead; it is tried again.")]
    private static partial void Cold(ILogger log, Exception fault);
}
