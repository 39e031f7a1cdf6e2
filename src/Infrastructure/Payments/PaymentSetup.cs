using Commerce.Application.Payments;
using Commerce.Infrastructure.Payments.Sandbox;
using Commerce.Infrastructure.Payments.Stripe;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Infrastructure.Payments;

/// <summary>Which providers there are, and which of them new payments may use.</summary>
internal static class PaymentSetup
{
    private const string Offered = "Payments:Providers";

    /// <exception cref="UnusableSettingException">A provider is offered that is not there, or half configured.</exception>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        var stripe = StripeSettings.Of(configuration);
        services.AddSandbox(configuration);
        if (stripe is not null)
            services.AddStripe(stripe);

        return services.AddSingleton(Offer(configuration, stripe is null ? [SandboxGateway.Name] : [StripeGateway.Name, SandboxGateway.Name]));
    }

    /// <summary>Without a word about it the sandbox takes new payments only where there is no real provider: with both, anybody could pay with a test token.</summary>
    private static PaymentOffer Offer(IConfiguration configuration, IReadOnlyList<string> there)
    {
        var named = configuration.GetSection(Offered).GetChildren().ToList();

        return new(named.Count == 0
            ? [there[0]]
            : [.. named.Select(setting => there.Contains(setting.Value) ? setting.Value! : throw new UnusableSettingException(setting.Path, $"'{setting.Value}', and there is only {string.Join(" and ", there)}"))]);
    }
}
