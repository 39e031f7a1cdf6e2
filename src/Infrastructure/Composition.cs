using Commerce.Infrastructure.Caching;
using Commerce.Infrastructure.Limits;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Payments;
using Commerce.Infrastructure.Payments.Stripe;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Carts;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Inventory;
using Commerce.Infrastructure.Redis.Operations;
using Commerce.Infrastructure.Redis.Projection;
using Commerce.Infrastructure.Redis.Rulesets;
using Commerce.Infrastructure.Rulesets;
using Commerce.Infrastructure.Streams;
using Commerce.Infrastructure.Webhooks;
using Marten.Subscriptions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Infrastructure;

/// <summary>Registers the adapters by convention: a class that implements a port of the Application is that port. Stripe is there where it is configured.</summary>
public static class Composition
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        configuration.Need("ConnectionStrings:postgres");
        configuration.Need("ConnectionStrings:redis");

        services.AddSingleton(new MachineClock(TimeProvider.System)).AddSingleton<DatabaseClock>().AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseClock>());
        services.AddSingleton(Ttl.From(configuration));
        services.AddResilience();
        services.AddSingleton(provider => RedisConnections.Open(configuration, provider));
        services.AddStreams(configuration);
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("postgres", timeout: TimeSpan.FromSeconds(2))
            .AddCheck<RedisHealth>("redis", timeout: TimeSpan.FromSeconds(2))
            .AddCheck<FollowerHealth>("followers", timeout: TimeSpan.FromSeconds(2));
        services.AddSingleton<StockLevels>().AddSingleton<LevelSender>().AddSingleton<DueVariants>();
        services.AddProjection();
        services.AddRedisOperations();
        services.AddLimits(configuration);
        services.AddApplicationCache();
        services.AddPayments(configuration);
        services.AddSingleton(WebhookSettings.Of(configuration)).AddSingleton<DueDeliveries>();
        services.AddSingleton<CartSnapshots>();
        services.AddSingleton<PastRulesets>().AddSingleton<RulesetReader>().AddSingleton<RedisRulesets>().AddSingleton<RulesetCourier>();

        services.Scan(scan => scan.FromAssemblyOf<Script>()
            .AddClasses(type => type.Where(candidate => IsAdapter(candidate) && !OutlivesRequests(candidate)), publicOnly: false).AsImplementedInterfaces(IsPort).WithScopedLifetime()
            .AddClasses(type => type.Where(OutlivesRequests), publicOnly: false).AsSelfWithInterfaces(port => IsPort(port) || port == typeof(IHostedService)).WithSingletonLifetime()
            .AddClasses(type => type.AssignableTo<SubscriptionBase>(), publicOnly: false).As<SubscriptionBase>().WithSingletonLifetime()
            .AddClasses(type => type.AssignableTo<ISchema>(), publicOnly: false).As<ISchema>().WithSingletonLifetime()
            .AddClasses(type => type.AssignableTo(typeof(IReadModel<>)), publicOnly: false).AsImplementedInterfaces().WithSingletonLifetime());

        return services;
    }

    private static bool IsAdapter(Type type) => type != typeof(StripeGateway) && type.GetInterfaces().Any(IsPort);

    /// <summary>Stores, gateways, and background work, which may be a port at the same time: one instance for all. What works on a session of its own request is the rest.</summary>
    private static bool OutlivesRequests(Type type) =>
        (IsAdapter(type) && !type.Namespace!.StartsWith("Commerce.Infrastructure.Streams", StringComparison.Ordinal)) || type.IsAssignableTo(typeof(BackgroundService));

    /// <summary>A port is a feature's own interface in the Application; an open shape such as IDecider is none.</summary>
    private static bool IsPort(Type type) => !type.IsGenericType && type.Namespace?.StartsWith("Commerce.Application", StringComparison.Ordinal) == true;
}
