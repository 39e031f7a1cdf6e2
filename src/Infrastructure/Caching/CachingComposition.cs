using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Infrastructure.Caching;

internal static class CachingComposition
{
    public static IServiceCollection AddApplicationCache(this IServiceCollection services) => services.AddSingleton<RedisLevel>().AddSingleton<ApplicationCache>();
}
