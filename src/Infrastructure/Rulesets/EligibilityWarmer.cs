using Commerce.Application.Discounts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>Looks for the products of each promotion at the start and after each publication, so that no shopper has to wait for it. What the catalogue changes is looked for when somebody asks.</summary>
internal sealed class EligibilityWarmer(IServiceProvider services, RulesetNode rulesets, TimeProvider clock, IConfiguration configuration, ILogger<EligibilityWarmer> log)
    : Rounds(
        TimeSpan.FromMilliseconds(configuration.GetValue("Rulesets:WarmMilliseconds", 1000)), "The products of promotions could not be looked for ahead; it is tried again.", log)
{
    private long warmed;

    protected override async Task Round(CancellationToken ct)
    {
        if (rulesets.Current.Discounts.Version == warmed)
            return;

        await using var scope = services.CreateAsyncScope();
        var products = scope.ServiceProvider.GetRequiredService<EligibleProducts>();
        var terms = products.Current;
        foreach (var rule in EligibleProducts.Open(terms.Rules, clock.GetUtcNow()))
            await products.Of(rule, terms, ct);

        warmed = terms.Rules.Discounts.Version;
    }
}
