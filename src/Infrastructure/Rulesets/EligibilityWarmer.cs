using Commerce.Application.Discounts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>Looks for the products of each promotion at the start and after each publication, so that no shopper has to wait for it. What the catalogue changes is looked for when somebody asks.</summary>
internal sealed class EligibilityWarmer(IServiceProvider services, RulesetNode rulesets, TimeProvider clock, IConfiguration configuration) : BackgroundService
{
    private readonly TimeSpan interval = TimeSpan.FromMilliseconds(configuration.GetValue("Rulesets:WarmMilliseconds", 1000));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var warmed = 0L;
        using var timer = new PeriodicTimer(interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (rulesets.Current.Discounts.Version == warmed)
                continue;

            await using var scope = services.CreateAsyncScope();
            var products = scope.ServiceProvider.GetRequiredService<EligibleProducts>();
            var terms = products.Current;
            foreach (var rule in EligibleProducts.Open(terms.Rules, clock.GetUtcNow()))
                await products.Of(rule, terms, stoppingToken);

            warmed = terms.Rules.Discounts.Version;
        }
    }
}
