using Commerce.Application.Payments;
using Commerce.Infrastructure.Payments.Sandbox;
using Commerce.Infrastructure.Payments.Stripe;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Payments;

/// <summary>
/// <c>Payments:Providers</c>. Without a word about it the sandbox takes new payments only where there is no real provider: with both, anybody could pay with a test token.
/// </summary>
internal sealed class ConfiguredPaymentPolicy(IConfiguration configuration) : IPaymentPolicy
{
    private const string Section = "Payments:Providers";

    public IReadOnlyList<string> Providers { get; } = Read(configuration);

    /// <exception cref="UnusableSettingException">A provider is named that is not there.</exception>
    public static IReadOnlyList<string> Read(IConfiguration configuration)
    {
        string[] there = StripeSettings.Of(configuration) is null ? [SandboxGateway.Name] : [StripeGateway.Name, SandboxGateway.Name];
        var named = configuration.GetSection(Section).GetChildren().ToList();

        return named.Count == 0
            ? there[..1]
            : [.. named.Select(setting => there.Contains(setting.Value) ? setting.Value! : throw new UnusableSettingException(setting.Path, $"'{setting.Value}', and there is only {string.Join(" and ", there)}"))];
    }
}
