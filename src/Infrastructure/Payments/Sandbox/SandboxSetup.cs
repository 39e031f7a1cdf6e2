using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Infrastructure.Payments.Sandbox;

internal static class SandboxSetup
{
    /// <summary>What the sandbox needs beside the gateway itself, which is found as a port.</summary>
    public static IServiceCollection AddSandbox(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(SandboxSettings.Of(configuration))
        .AddSingleton<SandboxLedger>()
        .AddSingleton<SandboxAccount>()
        .AddHostedService(provider => provider.GetRequiredService<SandboxAccount>());
}
