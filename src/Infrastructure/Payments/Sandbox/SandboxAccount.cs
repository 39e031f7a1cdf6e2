using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Infrastructure.Payments.Sandbox;

/// <summary>The shop's account at the sandbox: its webhook secret and where it lives. Ready once the program has started.</summary>
internal sealed class SandboxAccount(SandboxLedger ledger, SandboxSettings settings, IConfiguration configuration, IServiceProvider services) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim news = new(0);
    private string? secret;

    public string Secret => secret ?? throw new InvalidOperationException("The sandbox has not started yet.");

    /// <summary>Where webhooks go that no setting sends elsewhere.</summary>
    public Uri WebhookUrl => new(PublicUrl, $"/v1/webhooks/payments/{SandboxGateway.Name}");

    /// <summary>The address buyers and webhooks reach this program by: <c>PublicUrl</c>, else the first address it listens on.</summary>
    public Uri PublicUrl => new(configuration["PublicUrl"] is { Length: > 0 } url ? url : Listening());

    public async Task StartAsync(CancellationToken cancellationToken) => secret = settings.WebhookSecret ?? await ledger.WebhookSecret(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>There may be a webhook to deliver: do not wait for the next look.</summary>
    public void Wake()
    {
        if (news.CurrentCount == 0)
            news.Release();
    }

    /// <summary>Until there is news, or for a while: other nodes write to the same ledger.</summary>
    public Task Rest(TimeSpan atMost, CancellationToken ct) => news.WaitAsync(atMost, ct);

    public void Dispose() => news.Dispose();

    private string Listening() =>
        services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
        ?? "http://localhost";
}
