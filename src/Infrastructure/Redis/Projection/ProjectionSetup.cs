using Commerce.Infrastructure.Redis.Checkouts;
using Commerce.Infrastructure.Streams.Checkouts;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>What makes Redis again from PostgreSQL, and says whether it may be trusted. The background work is found by scan.</summary>
internal static class ProjectionSetup
{
    public static IServiceCollection AddProjection(this IServiceCollection services) => services
        .AddSingleton<Trust>().AddSingleton<Marker>().AddSingleton<LevelUpkeep>().AddSingleton<CheckoutUpkeep>().AddSingleton<CartUpkeep>().AddSingleton<UpkeepLog>().AddSingleton<LiveCheckouts>();
}
