using Commerce.Application.Payments;
using Microsoft.Extensions.DependencyInjection;
using Stripe;

namespace Commerce.Infrastructure.Payments.Stripe;

internal static class StripeSetup
{
    /// <summary>Stripe is a provider of this shop only where it is configured; so it is no port that is found by itself.</summary>
    public static IServiceCollection AddStripe(this IServiceCollection services, StripeSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<StripeBook>()
        .AddSingleton(_ => Client(settings))
        .AddSingleton<IPaymentGateway, StripeGateway>();

    private static StripeClient Client(StripeSettings settings)
    {
#pragma warning disable CA2000 // Lives as long as the program.
        var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false }) { Timeout = settings.TimeOut };
#pragma warning restore CA2000

        return new(new StripeClientOptions
        {
            ApiKey = settings.SecretKey,
            ApiBase = settings.ApiBase,
            HttpClient = new SystemNetHttpClient(http, StripeSettings.Repeats, appInfo: null, enableTelemetry: false),
        });
    }
}
