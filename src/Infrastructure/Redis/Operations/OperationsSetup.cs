using Commerce.Infrastructure.Redis.Operations.Backups;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>What the commands of operators need. The commands themselves are found by scan.</summary>
internal static class OperationsSetup
{
    public static IServiceCollection AddRedisOperations(this IServiceCollection services) => services.AddSingleton<OperatorConnections>().AddSingleton<BackupPlaces>();
}
