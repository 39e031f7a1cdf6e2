using Commerce.Infrastructure.Payments.Sandbox;
using Commerce.Infrastructure.Payments.Stripe;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Infrastructure.Payments;

internal static class PaymentSetup
{
    /// <summary>What the providers need beside what is found as a port.</summary>
    /// <exception cref="UnusableSettingException">A provider is half configured, or one is offered that is not there: told before anything starts.</exception>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        ConfiguredPaymentPolicy.Read(configuration);
        if (StripeSettings.Of(configuration) is { } stripe)
            services.AddStripe(stripe);

        return services.AddSandbox(configuration);
    }
}
