using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Streams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Polly.Registry;

namespace Commerce.Infrastructure;

/// <summary>Registers the adapters by convention: a class that implements a port of the Application is that port.</summary>
public static class Composition
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        configuration.Need("ConnectionStrings:postgres");
        configuration.Need("ConnectionStrings:redis");

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Ttl.From(configuration));
        services.AddResilience();
        services.AddSingleton(provider => RedisConnections.Open(configuration, provider.GetRequiredService<ResiliencePipelineProvider<string>>()));
        services.AddStreams(configuration);

        services.Scan(scan => scan.FromAssemblyOf<Script>()
            .AddClasses(type => type.Where(IsAdapter).InNamespaces("Commerce.Infrastructure.Streams"), publicOnly: false).As(Ports).WithScopedLifetime()
            .AddClasses(type => type.Where(IsSingleton), publicOnly: false).AsSelfWithInterfaces(IsPort).WithSingletonLifetime()
            .AddClasses(type => type.AssignableTo<ISchema>(), publicOnly: false).As<ISchema>().WithSingletonLifetime()
            .AddClasses(type => type.AssignableTo(typeof(IReadModel<>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime());

        return services;
    }

    private static bool IsAdapter(Type type) => type.GetInterfaces().Any(IsPort);

    /// <summary>Everything that outlives a request: stores, gateways, and background work (which may be a port at the same time, as one instance).</summary>
    private static bool IsSingleton(Type type) =>
        (IsAdapter(type) && !type.Namespace!.StartsWith("Commerce.Infrastructure.Streams", StringComparison.Ordinal)) || type.IsAssignableTo(typeof(BackgroundService));

    private static IEnumerable<Type> Ports(Type type) => type.GetInterfaces().Where(IsPort);

    /// <summary>A port is a feature's own interface; an open shape such as IDecider is none.</summary>
    private static bool IsPort(Type type) =>
        type == typeof(IHostedService) || (!type.IsGenericType && type.Namespace?.StartsWith("Commerce.Application", StringComparison.Ordinal) == true);
}
