using Commerce.Infrastructure.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Infrastructure.Limits;

/// <summary>Registers the limits; what cannot work ends the start.</summary>
internal static class LimitSetup
{
    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = LimitSettings.Of(configuration, Ttl.From(configuration));
        return services.AddSingleton(settings).AddSingleton(new HotVariants(settings.VariantAtOnce, settings.VariantWait));
    }
}
